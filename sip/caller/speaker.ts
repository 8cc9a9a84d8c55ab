import { RtpHeader, RtpPacket, type MediaStreamTrack } from 'werift'
import { toAlaw } from '#sip/sound/alaw.ts'

/** 20 ms of 8 kHz, the packet that every telephone expects (RFC 3551 section 4.2). */
const frameLength = 160
const frameMs = 20

export interface Speaker {
  /** Packets sent so far. */
  readonly packets: number
  /** This from now on, once and then silence, or again and again. */
  say(sound: Int16Array, options: { again: boolean }): void
  stop(): void
}

/**
 * Sends what it is told to say as PCMA, and silence else, in real time. Packets that the timer owes are sent at once, so
 * that a busy machine makes jitter but no gap.
 */
export function startSpeaker(track: () => MediaStreamTrack): Speaker {
  const startedAt = performance.now()
  let frame = 0
  let said: { sound: Int16Array; again: boolean; from: number } = {
    sound: new Int16Array(),
    again: false,
    from: 0,
  }
  const sampleAt = (n: number): number => {
    const { sound, again, from } = said
    const at = n - from * frameLength
    return sound[again ? at % sound.length : at] ?? 0
  }
  const timer = setInterval(() => {
    const due = Math.floor((performance.now() - startedAt) / frameMs)
    while (frame < due) {
      const first = frame * frameLength
      const payload = Buffer.from(Array.from({ length: frameLength }, (_, n) => toAlaw(sampleAt(first + n))))
      frame += 1
      const header = new RtpHeader({
        payloadType: 8,
        sequenceNumber: frame & 0xffff,
        timestamp: (frame * frameLength) >>> 0,
        marker: frame === 1,
      })
      track().writeRtp(new RtpPacket(header, payload))
    }
  }, frameMs)
  return {
    get packets() {
      return frame
    },
    say(sound, { again }) {
      said = { sound, again, from: frame }
    },
    stop: () => clearInterval(timer),
  }
}
