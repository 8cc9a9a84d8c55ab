import { RtpHeader, RtpPacket, type MediaStreamTrack } from 'werift'
import { ulawSilence } from '#sip/sound/ulaw.ts'

/** 20 ms of 8 kHz, the packet that every telephone expects (RFC 3551 section 4.2). */
const frameLength = 160
const frameMs = 20

export interface Speaker {
  /** Packets sent so far. */
  readonly packets: number
  stop(): void
}

/**
 * Sends the sound as PCMU, then silence, in real time. Packets that the timer owes are sent at once, so that a busy
 * machine makes jitter but no gap.
 */
export function startSpeaker(track: () => MediaStreamTrack, sound: Uint8Array): Speaker {
  const startedAt = performance.now()
  let frame = 0
  const timer = setInterval(() => {
    const due = Math.floor((performance.now() - startedAt) / frameMs)
    while (frame < due) {
      const payload = Buffer.alloc(frameLength, ulawSilence)
      payload.set(sound.subarray(frame * frameLength, (frame + 1) * frameLength))
      frame += 1
      track().writeRtp(
        new RtpPacket(
          new RtpHeader({
            payloadType: 0,
            sequenceNumber: frame & 0xffff,
            timestamp: (frame * frameLength) >>> 0,
            marker: frame === 1,
          }),
          payload,
        ),
      )
    }
  }, frameMs)
  return {
    get packets() {
      return frame
    },
    stop: () => clearInterval(timer),
  }
}
