/** 16 bit to A-law (ITU-T G.711), one sample. */
export function toAlaw(sample: number): number {
  const sign = sample >= 0 ? 0x80 : 0
  const magnitude = Math.min(sample >= 0 ? sample : -sample - 1, 0x7fff)
  let exponent = 7
  while (exponent > 0 && magnitude < 1 << (exponent + 7)) exponent--
  const mantissa = (magnitude >> (exponent === 0 ? 4 : exponent + 3)) & 0x0f
  return (sign | (exponent << 4) | mantissa) ^ 0x55
}

/** A-law to 16 bit. */
export function fromAlaw(byte: number): number {
  const value = byte ^ 0x55
  const exponent = (value >> 4) & 0x07
  const mantissa = ((value & 0x0f) << 4) + 8
  const magnitude = exponent === 0 ? mantissa : (mantissa + 0x100) << (exponent - 1)
  return value & 0x80 ? magnitude : -magnitude
}

/** A sine of `hertz`; amplitude a quarter of full scale, as speech has it. */
export function sine(hertz: number, seconds: number, rate = 8000): Int16Array {
  return Int16Array.from({ length: Math.round(seconds * rate) }, (_, i) =>
    Math.round(8192 * Math.sin((2 * Math.PI * hertz * i) / rate)),
  )
}

export const alawTone = (hertz: number, seconds: number): Buffer =>
  Buffer.from(Array.from(sine(hertz, seconds), toAlaw))

/**
 * Goertzel: which share of the energy lies at `hertz`, 0…1, over the loudest window of `windowSeconds`.
 * About 1 for a pure tone, next to nothing for speech, music or silence.
 */
export function shareOfTone(
  samples: ArrayLike<number>,
  hertz: number,
  rate = 8000,
  windowSeconds = 0.5,
): number {
  const size = Math.min(Math.round(windowSeconds * rate), samples.length)
  let best = 0
  for (let start = 0; size > 0 && start + size <= samples.length; start += size) {
    const coefficient = 2 * Math.cos((2 * Math.PI * hertz) / rate)
    let [before, last, energy] = [0, 0, 0]
    for (let i = start; i < start + size; i++) {
      const sample = samples[i] ?? 0
      ;[before, last] = [last, sample + coefficient * last - before]
      energy += sample * sample
    }
    const power = last * last + before * before - coefficient * last * before
    // windows of near silence say nothing: a tone of ours has a mean square of 2^25
    if (energy > size * 10_000) best = Math.max(best, (2 * power) / (size * energy))
  }
  return best
}
