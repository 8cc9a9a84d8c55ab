import type { PhoneCredentials } from '#contracts/phone.ts'

/**
 * The operator's phone as pages see it: plain snapshots and verbs. No SIP object crosses this line, so the SIP
 * stack can be exchanged and nothing of it gets into Vue's reactivity.
 */
export interface Phone {
  /** The present state; a new frozen object after each change, so it can be compared by identity. */
  snapshot(): PhoneSnapshot
  /** Calls the listener after each change (not at once). Returns what ends the subscription. */
  subscribe(listener: (snapshot: PhoneSnapshot) => void): () => void
  /**
   * Where and as whom to register. While started, the phone registers there at once, without a reload; running
   * calls go on at the old server until they end. The same credentials again change nothing.
   */
  configure(credentials: PhoneCredentials): void
  /** Loads the SIP stack, connects and registers; goes on trying until `stop`. Call it from a user's gesture (sound). */
  start(): Promise<void>
  /** Ends the calls, removes the registration, closes the socket. */
  stop(): Promise<void>
  /** Asks for the microphone and wakes the ringtone; from a user's gesture. The result stands in the snapshot. */
  prepareAudio(): Promise<void>

  /** Verbs on a call that is gone, or is in another state, do nothing: the other side may always be faster. */
  answer(callId: string): Promise<void>
  /** Refuses a ringing call (486), cancels a dialled one, ends a talk. */
  hangUp(callId: string): Promise<void>
  hold(callId: string): Promise<void>
  resume(callId: string): Promise<void>
  mute(callId: string): void
  unmute(callId: string): void
  /** RFC 4733 telephone events; `tones` of 0-9 * # A-D. False when the call cannot carry them. */
  sendDtmf(callId: string, tones: string): boolean
  /** Number or SIP URI. Rejects with `PhoneRefusal` when the other side refuses. */
  transferBlind(callId: string, target: string): Promise<void>
  /** Joins the other side of `callId` with the other side of `consultationCallId`. */
  transferAttended(callId: string, consultationCallId: string): Promise<void>
  /** Everybody of all talks hears everybody; a call that is held leaves. */
  confer(): Promise<void>
  /** Number or SIP URI; returns the id of the new call. A call that is being talked on is held first. */
  dial(target: string): Promise<string>

  /** Opens the microphone anew and looks for a new path of the sound (ICE restart), when one side is not heard. */
  repair(callId: string): Promise<void>
  /** Milliseconds of an OPTIONS to the PBX and back over the SIP socket; null when nothing answered in time. */
  roundTrip(): Promise<number | null>
  /** What the media of a call did so far; null when it has no media. */
  stats(callId: string): Promise<CallStats | null>
}

export interface PhoneSnapshot {
  readonly registration: PhoneRegistration
  readonly calls: readonly PhoneCall[]
  /** `unheard`: a call rings, but the browser will not let it sound before the page was clicked. */
  readonly ringtone: 'quiet' | 'sounding' | 'unheard'
  /** `refused`: not permitted; `missing`: there is none. `ready`: the track is live. */
  readonly microphone: 'unknown' | 'ready' | 'refused' | 'missing'
  /** Which window rings and talks; the others show the same and command it. */
  readonly window: 'this' | 'other'
}

export interface PhoneRegistration {
  /** `connecting` also while the phone waits for its next try; `reason` then says what went wrong before. */
  readonly state: 'off' | 'connecting' | 'registered' | 'failed'
  /** ISO 8601. */
  readonly since: string
  readonly reason: RegistrationProblem | null
  /** Where it is, or is to be, registered. */
  readonly server: string | null
}

/** `refused`: wrong secret (new credentials are needed); `unreachable`: no socket; `silent`: a socket, no answer. */
export type RegistrationProblem = 'refused' | 'unreachable' | 'silent' | 'serverError'

export interface PhoneCall {
  /** Ours, unique in this page. */
  readonly id: string
  readonly direction: 'in' | 'out'
  /** `ended` calls stay in the list for a few seconds, with their `endReason`. */
  readonly state: 'ringing' | 'dialling' | 'talking' | 'ended'
  /** As text, as the PBX gave it; '' when hidden. Never trusted, never HTML. */
  readonly remoteNumber: string
  readonly remoteName: string
  /** Held by us. */
  readonly held: boolean
  /** Held by the other side: it does not hear us. */
  readonly heldByRemote: boolean
  readonly muted: boolean
  /** Its party hears those of our other talks, and they hear it. */
  readonly inConference: boolean
  /** When it began to ring or to be dialled; ISO 8601. */
  readonly startedAt: string
  /** When the talk began; ISO 8601. */
  readonly answeredAt: string | null
  readonly endReason: CallEndReason | null
  /** Header `X-Vakhta-Call`: `<source>:<callId>`, the id of the call on the server; null when the PBX gave none. */
  readonly pbxCallId: string | null
}

export type CallEndReason =
  | 'local'
  | 'remote'
  | 'cancelled'
  | 'answeredElsewhere'
  | 'busy'
  | 'noAnswer'
  | 'notFound'
  | 'notAllowed'
  | 'transferred'
  | 'noMicrophone'
  | 'failed'

export interface CallStats {
  readonly inbound: {
    packets: number
    lost: number
    /** Sum of level² × seconds (W3C webrtc-stats `totalAudioEnergy`); grows while sound arrives. */
    energy: number
    level: number
    jitterSeconds: number
  }
  readonly outbound: {
    packets: number
    energy: number
    level: number
    roundTripSeconds: number | null
    /** What the other side's RTCP says of our sound; null while it said nothing. */
    lossPercent: number | null
    jitterSeconds: number | null
  }
  readonly connection: 'new' | 'connecting' | 'connected' | 'disconnected' | 'failed' | 'closed'
}

/** The other side refused what was asked of it (a transfer, a call); `status` is the SIP status. */
export class PhoneRefusal extends Error {
  readonly status: number
  constructor(status: number, reason: string) {
    super(`${status} ${reason}`)
    this.name = 'PhoneRefusal'
    this.status = status
  }
}
