import type { SessionDescriptionHandler } from 'sip.js'
import type { CallStats } from '../phone.ts'

/** The media of one call: what SIP.js negotiates with, and what the phone switches. In tests a fake. */
export interface CallMedia extends SessionDescriptionHandler {
  /** False: silence is sent (muted, or held). */
  setSending(isSending: boolean): void
  /** What the next offer or answer asks for: sendonly when held (RFC 3264 section 8.4). */
  setHeld(isHeld: boolean): void
  /**
   * The next offer is ours, in the running media session. An offer that was not announced answers an INVITE
   * without SDP and may go to another peer, so it is made as for a new call (RFC 6337 section 3.4).
   */
  announceOffer(options: { iceRestart: boolean }): void
  /** The other side holds us: it offered or answered sendonly or inactive (RFC 3264 section 8.4). */
  readonly isHeldByRemote: boolean
  /** False after the network under the media was lost. */
  readonly isFlowing: boolean
  /** Opens the microphone anew and goes on with that track, without a negotiation. */
  refreshMicrophone(): Promise<void>
  /** What the other side says; undefined before it is heard. */
  readonly remoteTrack: MediaStreamTrack | undefined
  /** Sends these sounds together with the microphone; none: the microphone alone. */
  mixWith(sounds: readonly MediaStreamTrack[]): void
  stats(): Promise<CallStats | null>
}

export interface CallMediaEvents {
  /** `isHeldByRemote` or `isFlowing` changed. */
  changed: () => void
}

export type CreateCallMedia = (events: CallMediaEvents) => CallMedia
