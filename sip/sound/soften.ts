/** Loudness: root mean square, 0 to 1. */
export const loudnessOf = (samples: Int16Array): number =>
  Math.sqrt(samples.reduce((sum, one) => sum + (one / 32_768) ** 2, 0) / Math.max(1, samples.length))

/** Not louder than `most` on the whole; what is softer stays as it is. */
export function soften(samples: Int16Array, most: number): Int16Array {
  const loudness = loudnessOf(samples)
  return loudness <= most ? samples : samples.map((one) => Math.round((one * most) / loudness))
}
