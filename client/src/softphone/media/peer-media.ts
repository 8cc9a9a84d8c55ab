import type { AudioOutput } from './audio-output.ts'
import type { CallMedia, CallMediaEvents } from './call-media.ts'
import { gatherCandidates } from './gather-candidates.ts'
import type { MixSound, SoundMix } from '../conference/sound-mix.ts'
import type { Microphone } from './microphone.ts'
import { readStats } from './stats.ts'

export interface PeerMediaParts {
  microphone: Microphone
  output: AudioOutput
  mixSound: MixSound
  createPeer: () => RTCPeerConnection
  events: CallMediaEvents
}

/**
 * The media of one call over RTCPeerConnection. The peer at the far end may change in the middle of a call
 * (transfer, a caller who took the call up again): its DTLS fingerprint tells, and then a new connection is made
 * for it with the same microphone, as an established one is bound to its first peer.
 */
export function createPeerMedia({
  microphone,
  output,
  mixSound,
  createPeer,
  events,
}: PeerMediaParts): CallMedia {
  let track: MediaStreamTrack | undefined
  let peer: RTCPeerConnection | undefined
  /** The connection that gave way to `peer` and comes back should the negotiation fail. */
  let previous: RTCPeerConnection | undefined
  let isHeld = false
  let isSending = true
  let isClosed = false
  let announced: { iceRestart: boolean } | undefined
  let isHeldByRemote = false
  let stopOutput: (() => void) | undefined
  let remoteTrack: MediaStreamTrack | undefined
  /** Of a conference: what goes out instead of the microphone alone. */
  let mixed: readonly MediaStreamTrack[] = []
  let mix: SoundMix | undefined
  /** The same kind of track in the same sender: no negotiation (W3C webrtc, 5.2 replaceTrack). */
  const send = async (next: MediaStreamTrack): Promise<void> => {
    const senders = [peer, previous].flatMap((one) => one?.getSenders() ?? [])
    await Promise.all(senders.map((sender) => sender.replaceTrack(next)))
  }
  const remix = (): void => {
    const before = mix
    mix = track && mixed.length > 0 ? mixSound([track, ...mixed]) : undefined
    const next = mix?.track ?? track
    // A connection that was closed meanwhile sends nothing any more.
    if (next) send(next).catch(() => undefined)
    before?.close()
  }
  const endSwitch = microphone.onSwitch(async () => {
    const old = track
    if (!old || isClosed) return
    const next = await microphone.open()
    next.enabled = isSending
    track = next
    if (mixed.length > 0) remix()
    else await send(next)
    old.stop()
    if (isClosed) next.stop()
  })

  const connectPeer = async (): Promise<RTCPeerConnection> => {
    track ??= await microphone.open()
    track.enabled = isSending
    if (isClosed) {
      track.stop()
      throw new Error('the call is over')
    }
    const made = createPeer()
    made.addTrack(mix?.track ?? track)
    made.addEventListener('track', (event) => {
      stopOutput?.()
      stopOutput = output.play(event.track)
      remoteTrack = event.track
      events.changed()
    })
    made.addEventListener('connectionstatechange', () => {
      if (made === peer) events.changed()
    })
    return made
  }
  const replacePeer = async (): Promise<RTCPeerConnection> => {
    const made = await connectPeer()
    previous?.close()
    previous = peer
    peer = made
    return made
  }
  const settlePeer = (): void => {
    previous?.close()
    previous = undefined
  }

  return {
    getDescription: async () => {
      const isAnswer = peer?.signalingState === 'have-remote-offer'
      const options = announced
      announced = undefined
      const current = peer && (isAnswer || options) ? peer : await replacePeer()
      for (const transceiver of current.getTransceivers()) {
        if (transceiver.currentDirection !== 'stopped')
          transceiver.direction = isHeld ? 'sendonly' : 'sendrecv'
      }
      const description = isAnswer
        ? await current.createAnswer()
        : await current.createOffer({ iceRestart: options?.iceRestart ?? false })
      await current.setLocalDescription(description)
      await gatherCandidates(current)
      if (isAnswer) settlePeer()
      return { body: current.localDescription?.sdp ?? '', contentType: 'application/sdp' }
    },
    setDescription: async (sdp) => {
      const isAnswer = peer?.signalingState === 'have-local-offer'
      const isOtherPeer = fingerprint(peer?.remoteDescription?.sdp) !== fingerprint(sdp)
      const current = peer && (isAnswer || !isOtherPeer) ? peer : await replacePeer()
      await current.setRemoteDescription({ type: isAnswer ? 'answer' : 'offer', sdp })
      if (isAnswer) settlePeer()
      isHeldByRemote = /^a=(?:sendonly|inactive)\s*$/m.test(sdp)
      events.changed()
    },
    rollbackDescription: async () => {
      if (previous) {
        peer?.close()
        peer = previous
        previous = undefined
      } else if (peer && peer.signalingState !== 'stable') {
        await peer.setLocalDescription({ type: 'rollback' })
      }
    },
    hasDescription: (contentType) => contentType === 'application/sdp',
    sendDtmf: (tones) => {
      const sender = peer?.getSenders().find(({ dtmf }) => dtmf?.canInsertDTMF)
      if (!sender?.dtmf) return false
      // 100 ms a tone, 70 ms between: what automata of telephone networks surely hear (ITU-T Q.24).
      sender.dtmf.insertDTMF(tones, 100, 70)
      return true
    },
    close: () => {
      isClosed = true
      endSwitch()
      stopOutput?.()
      mix?.close()
      track?.stop()
      peer?.close()
      previous?.close()
    },
    setSending: (next) => {
      isSending = next
      if (track) track.enabled = next
    },
    setHeld: (next) => {
      isHeld = next
    },
    announceOffer: (options) => {
      announced = options
    },
    get isHeldByRemote() {
      return isHeldByRemote
    },
    get isFlowing() {
      return peer?.connectionState !== 'failed' && peer?.connectionState !== 'disconnected'
    },
    refreshMicrophone: () => microphone.reopen(),
    get remoteTrack() {
      return remoteTrack
    },
    mixWith: (sounds) => {
      const isSame = sounds.length === mixed.length && sounds.every((one, at) => one === mixed[at])
      if (isSame || isClosed) return
      mixed = sounds
      remix()
    },
    stats: async () => (peer ? readStats(peer) : null),
  }
}

function fingerprint(sdp: string | undefined): string | undefined {
  return sdp?.match(/^a=fingerprint:\S+ (\S+)/m)?.[1]?.toLowerCase()
}
