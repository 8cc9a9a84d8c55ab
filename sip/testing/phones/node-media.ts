import type { SessionDescriptionHandler } from 'sip.js'
import { MediaStreamTrack, RTCPeerConnection, RTCRtpCodecParameters, RtpHeader, RtpPacket } from 'werift'
import { asDtlsClient } from '#sip/caller/dtls-role.ts'
import { alawTone, fromAlaw } from '../tone.ts'

const packetMs = 20
const bytesPerPacket = 160

/** WebRTC for SIP.js in Node: PCMA by werift, no devices. Keeps what it heard, sends what it is told to. */
export class NodeMedia implements SessionDescriptionHandler {
  /** Samples of 16 bit, 8 kHz, in the order they came; the last minute of them. */
  heard: number[] = []
  isHeld = false
  private readonly connection = new RTCPeerConnection({
    iceServers: [],
    codecs: {
      audio: [
        new RTCRtpCodecParameters({ mimeType: 'audio/PCMA', clockRate: 8000, channels: 1, payloadType: 8 }),
      ],
      video: [],
    },
  })
  private readonly track = new MediaStreamTrack({ kind: 'audio' })
  private readonly sender = this.connection.addTransceiver(this.track, { direction: 'sendrecv' }).sender
  private timer: NodeJS.Timeout | undefined
  private sequence = 1
  private timestamp = 0

  constructor() {
    const known = new Set<MediaStreamTrack>()
    this.connection.onTrack.subscribe((track) => {
      // a re-INVITE names the same track again
      if (known.has(track)) return
      known.add(track)
      track.onReceiveRtp.subscribe((packet) => {
        for (const byte of packet.payload) this.heard.push(fromAlaw(byte))
        if (this.heard.length > 480_000) this.heard.splice(0, 80_000)
      })
    })
  }

  async getDescription(): Promise<{ body: string; contentType: string }> {
    const isAnswer = this.connection.signalingState === 'have-remote-offer'
    await this.connection.setLocalDescription(
      isAnswer ? await this.connection.createAnswer() : await this.connection.createOffer(),
    )
    // 0.0.0.0, which werift writes, is the hold of RFC 2543 to Asterisk; browsers write the address of a candidate
    const written = (this.connection.localDescription?.sdp ?? '').replaceAll(
      'IN IP4 0.0.0.0',
      'IN IP4 127.0.0.1',
    )
    const sdp = asDtlsClient(written)
    return {
      body: this.isHeld ? sdp.replace('a=sendrecv', 'a=sendonly') : sdp,
      contentType: 'application/sdp',
    }
  }

  async setDescription(sdp: string): Promise<void> {
    const type = this.connection.signalingState === 'have-local-offer' ? 'answer' : 'offer'
    await this.connection.setRemoteDescription({ type, sdp })
  }

  hasDescription(contentType: string): boolean {
    return contentType === 'application/sdp'
  }

  /** Sends a tone until `close`; 20 ms a packet, late ones are caught up with. */
  playTone(hertz: number): void {
    const tone = alawTone(hertz, 1)
    const startedAt = performance.now()
    let sent = 0
    this.timer = setInterval(() => {
      while (sent * packetMs < performance.now() - startedAt) {
        const at = (sent * bytesPerPacket) % tone.length
        this.timestamp += bytesPerPacket
        const header = new RtpHeader({
          payloadType: 8,
          sequenceNumber: this.sequence++ & 0xffff,
          timestamp: this.timestamp,
          ssrc: this.sender.ssrc,
          marker: sent === 0,
        })
        this.track.writeRtp(new RtpPacket(header, tone.subarray(at, at + bytesPerPacket)))
        sent++
      }
    }, packetMs)
  }

  /** For the sentence of a test that heard nothing. */
  describe(): string {
    const { connectionState, iceConnectionState } = this.connection
    return `connection ${connectionState}, ICE ${iceConnectionState}, heard ${this.heard.length} samples`
  }

  rollbackDescription(): Promise<void> {
    return Promise.resolve()
  }

  sendDtmf(): boolean {
    return false
  }

  close(): void {
    clearInterval(this.timer)
    void this.connection.close()
  }
}
