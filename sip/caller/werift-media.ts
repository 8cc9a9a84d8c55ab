import type { SessionDescriptionHandler } from 'sip.js'
import { MediaStreamTrack, RTCPeerConnection, RTCRtpCodecParameters } from 'werift'
import { fromAlaw } from '#sip/sound/alaw.ts'
import { createLevelMeter, type Heard } from '#sip/sound/level.ts'
import { telephoneRate } from '#sip/sound/sine.ts'
import { asDtlsClient } from './dtls-role.ts'
import { startSpeaker, type Speaker } from './speaker.ts'
import { createDigitReader, telephoneEventType } from './telephone-event.ts'

export interface WeriftMedia extends SessionDescriptionHandler {
  heard(): Heard
  /** What was heard, of 16 bit and 8 kHz, in the order it came; the last minute of it. */
  samples(): readonly number[]
  /** Keys that the other side pressed. */
  digits(): string
  readonly packetsSent: number
  /** A telephone that has not been told to say anything sends nothing. */
  say(sound: Int16Array, options: { again: boolean }): void
  /** The next offer keeps the far end and says whether we listen to it. */
  hold(isHeld: boolean): void
  /** For the sentence of a test that heard nothing. */
  describe(): string
}

interface Peer {
  connection: RTCPeerConnection
  track: MediaStreamTrack
}

/**
 * SIP.js's media in Node, on werift: PCMA out of a buffer, and what comes in. As in the operator's phone, a changed DTLS
 * fingerprint means another far end, and gets a connection of its own; so does an offer that is not ours to keep.
 * `sound` is said when the media are up, and then silence.
 */
export function createWeriftMedia(sound?: Int16Array): WeriftMedia {
  const ear = createEar()
  const digits = createDigitReader()
  let eventType: number | undefined
  let peer: Peer | undefined
  let speaker: Speaker | undefined
  let remoteSdp = ''
  let isHeld = false
  let keepsPeer = false

  const say = (what: Int16Array, options: { again: boolean }): void => {
    speaker ??= startSpeaker(() => {
      if (peer === undefined) throw new Error('nobody to speak to')
      return peer.track
    })
    speaker.say(what, options)
  }
  const connect = (): Peer => {
    void peer?.connection.close()
    const connection = new RTCPeerConnection({
      iceServers: [],
      codecs: { audio: [codec('PCMA', 8), codec('telephone-event', 101)], video: [] },
    })
    const track = new MediaStreamTrack({ kind: 'audio' })
    connection.addTransceiver(track, { direction: 'sendrecv' })
    const known = new Set<MediaStreamTrack>()
    connection.onTrack.subscribe((remote) => {
      // a re-INVITE names the same track again
      if (known.has(remote)) return
      known.add(remote)
      remote.onReceiveRtp.subscribe(({ header, payload }) => {
        if (header.payloadType === eventType) digits.take(header.timestamp, payload)
        else ear.take(payload)
      })
    })
    connection.connectionStateChange.subscribe((state) => {
      if (state === 'connected' && sound && !speaker) say(sound, { again: false })
    })
    const made = { connection, track }
    peer = made
    return made
  }

  return {
    getDescription: async () => {
      const isAnswer = peer?.connection.signalingState === 'have-remote-offer'
      const { connection } = peer && (isAnswer || keepsPeer) ? peer : connect()
      keepsPeer = false
      await connection.setLocalDescription(
        isAnswer ? await connection.createAnswer() : await connection.createOffer(),
      )
      await gathered(connection)
      // 0.0.0.0, which werift writes, is the hold of RFC 2543 to Asterisk; browsers write the address of a candidate
      const written = (connection.localDescription?.sdp ?? '').replaceAll(
        'IN IP4 0.0.0.0',
        'IN IP4 127.0.0.1',
      )
      const body = asDtlsClient(isHeld ? written.replace('a=sendrecv', 'a=sendonly') : written)
      eventType = telephoneEventType(body)
      return { body, contentType: 'application/sdp' }
    },
    setDescription: async (sdp) => {
      const isAnswer = peer?.connection.signalingState === 'have-local-offer'
      const isOtherPeer = fingerprint(remoteSdp) !== fingerprint(sdp)
      const { connection } = peer && (isAnswer || !isOtherPeer) ? peer : connect()
      remoteSdp = sdp
      await connection.setRemoteDescription({ type: isAnswer ? 'answer' : 'offer', sdp })
    },
    hasDescription: (contentType) => contentType === 'application/sdp',
    rollbackDescription: () => Promise.resolve(),
    sendDtmf: () => false,
    close: () => {
      speaker?.stop()
      void peer?.connection.close()
    },
    say,
    hold: (next) => {
      isHeld = next
      keepsPeer = true
    },
    heard: ear.heard,
    samples: () => ear.samples,
    digits: () => digits.digits(),
    get packetsSent() {
      return speaker?.packets ?? 0
    },
    describe: () =>
      `connection ${peer?.connection.connectionState}, ICE ${peer?.connection.iceConnectionState}, ` +
      `heard ${ear.samples.length} samples`,
  }
}

function createEar() {
  const meter = createLevelMeter()
  const samples: number[] = []
  return {
    samples,
    heard: () => meter.heard(),
    take(payload: Uint8Array): void {
      const packet = Array.from(payload, fromAlaw)
      meter.take(packet)
      samples.push(...packet)
      if (samples.length > 60 * telephoneRate) samples.splice(0, 10 * telephoneRate)
    },
  }
}

function codec(name: string, payloadType: number): RTCRtpCodecParameters {
  return new RTCRtpCodecParameters({ mimeType: `audio/${name}`, clockRate: 8_000, channels: 1, payloadType })
}

/** SIP has no trickle here: all addresses must be in the description. Host addresses alone are there at once. */
async function gathered(connection: RTCPeerConnection): Promise<void> {
  if (connection.iceGatheringState === 'complete') return
  await connection.iceGatheringStateChange.watch((state) => state === 'complete', 2_000)
}

function fingerprint(sdp: string): string | undefined {
  return sdp.match(/^a=fingerprint:\S+ (\S+)/m)?.[1]?.toLowerCase()
}
