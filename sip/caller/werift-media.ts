import type { SessionDescriptionHandler } from 'sip.js'
import { MediaStreamTrack, RTCPeerConnection, RTCRtpCodecParameters } from 'werift'
import { asDtlsClient } from './dtls-role.ts'
import { createLevelMeter, type Heard } from '#sip/sound/level.ts'
import { startSpeaker, type Speaker } from './speaker.ts'
import { createDigitReader, telephoneEventType } from './telephone-event.ts'

export interface WeriftMedia extends SessionDescriptionHandler {
  heard(): Heard
  /** Keys that the other side pressed. */
  digits(): string
  readonly packetsSent: number
  /** DTLS and ICE of the present peer are up. */
  readonly isConnected: boolean
}

interface Peer {
  connection: RTCPeerConnection
  track: MediaStreamTrack
}

/**
 * SIP.js's media in Node, on werift: PCMU out of a buffer, levels of what comes in. As in the operator's phone, a
 * changed DTLS fingerprint means another far end, and gets a connection of its own.
 */
export function createWeriftMedia(sound: Uint8Array): WeriftMedia {
  const meter = createLevelMeter()
  const digits = createDigitReader()
  let eventType: number | undefined
  let peer: Peer | undefined
  let speaker: Speaker | undefined
  let remoteSdp = ''

  const connect = (): Peer => {
    void peer?.connection.close()
    const connection = new RTCPeerConnection({
      iceServers: [],
      codecs: {
        audio: [codec('PCMU', 0), codec('telephone-event', 101)],
        video: [],
      },
    })
    const track = new MediaStreamTrack({ kind: 'audio' })
    connection.addTransceiver(track, { direction: 'sendrecv' })
    connection.onTrack.subscribe((remote) => {
      remote.onReceiveRtp.subscribe(({ header, payload }) => {
        if (header.payloadType === eventType) digits.take(header.timestamp, payload)
        else meter.take(payload)
      })
    })
    const made = { connection, track }
    peer = made
    connection.connectionStateChange.subscribe((state) => {
      if (state === 'connected') speaker ??= startSpeaker(() => peer?.track ?? track, sound)
    })
    return made
  }

  return {
    getDescription: async () => {
      const isAnswer = peer?.connection.signalingState === 'have-remote-offer'
      const { connection } = isAnswer && peer ? peer : connect()
      await connection.setLocalDescription(
        isAnswer ? await connection.createAnswer() : await connection.createOffer(),
      )
      await gathered(connection)
      const body = asDtlsClient(connection.localDescription?.sdp ?? '')
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
    heard: () => meter.heard(),
    digits: () => digits.digits(),
    get packetsSent() {
      return speaker?.packets ?? 0
    },
    get isConnected() {
      return peer?.connection.connectionState === 'connected'
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
