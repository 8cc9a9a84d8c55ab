/** What was heard. */
export interface Heard {
  packets: number
  /** Loudness of the last second or so: root mean square, 0 to 1. */
  level: number
  /** Sum of level² × seconds, as `totalAudioEnergy` of W3C webrtc-stats. */
  energy: number
}

export interface LevelMeter {
  /** One packet of 8 kHz, samples of 16 bit. */
  take(samples: ArrayLike<number> & Iterable<number>): void
  heard(): Heard
}

export function createLevelMeter(): LevelMeter {
  let packets = 0
  let energy = 0
  let mean = 0
  return {
    take: (samples) => {
      packets += 1
      let sum = 0
      for (const sample of samples) sum += (sample / 32_768) ** 2
      energy += sum / 8_000
      mean += 0.05 * (sum / Math.max(1, samples.length) - mean)
    },
    heard: () => ({ packets, level: Math.sqrt(mean), energy }),
  }
}
