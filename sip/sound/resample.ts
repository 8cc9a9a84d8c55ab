/** Taps on each side of the windowed sinc filter; enough for speech at a quarter of the work of a good one. */
const reach = 32

/**
 * Sound at another, lower rate. Frequencies that the new rate cannot carry are filtered out first (Blackman
 * window), else they would come back as hiss.
 */
export function resample(sound: Int16Array, fromRate: number, toRate: number): Int16Array {
  const step = fromRate / toRate
  // A little below Nyquist, as the filter's slope is not vertical.
  const cutoff = (0.92 * toRate) / fromRate
  const result = new Int16Array(Math.floor(sound.length / step))
  const width = Math.ceil(reach * step)
  for (let index = 0; index < result.length; index += 1) {
    const centre = index * step
    let sum = 0
    let weights = 0
    for (let at = Math.ceil(centre - width); at <= centre + width; at += 1) {
      const distance = at - centre
      const weight = sinc(distance * cutoff) * blackman(distance / width)
      weights += weight
      sum += weight * (sound[at] ?? 0)
    }
    result[index] = Math.max(-32_768, Math.min(32_767, Math.round(sum / weights)))
  }
  return result
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)
}

/** @param x from -1 to 1 */
function blackman(x: number): number {
  return 0.42 + 0.5 * Math.cos(Math.PI * x) + 0.08 * Math.cos(2 * Math.PI * x)
}
