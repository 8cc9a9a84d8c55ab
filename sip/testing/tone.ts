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
