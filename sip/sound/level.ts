import { decodeUlaw } from './ulaw.ts'

/** What was heard. */
export interface Heard {
  packets: number
  /** Loudness of the last second or so: root mean square, 0 to 1. */
  level: number
  /** Sum of level² × seconds, as `totalAudioEnergy` of W3C webrtc-stats. */
  energy: number
}

export interface LevelMeter {
  /** One packet of µ-law sound. */
  take(payload: Uint8Array): void
  heard(): Heard
}

export function createLevelMeter(): LevelMeter {
  let packets = 0
  let energy = 0
  let mean = 0
  return {
    take: (payload) => {
      packets += 1
      let sum = 0
      for (const byte of payload) sum += (decodeUlaw(byte) / 32_768) ** 2
      energy += sum / 8_000
      mean += 0.05 * (sum / Math.max(1, payload.length) - mean)
    },
    heard: () => ({ packets, level: Math.sqrt(mean), energy }),
  }
}
