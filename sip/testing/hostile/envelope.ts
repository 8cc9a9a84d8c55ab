/** Loudness by 20 ms: root mean square of each. */
function envelope(samples: ArrayLike<number>): Float64Array {
  const size = 160
  return Float64Array.from({ length: Math.floor(samples.length / size) }, (_, i) => {
    let energy = 0
    for (let j = i * size; j < (i + 1) * size; j++) energy += (samples[j] ?? 0) ** 2
    return Math.sqrt(energy / size)
  })
}

/**
 * Where in what was heard the whole of `said` is found, by the shape of its loudness: the second at which it begins,
 * and how like it is, 1 for the same. Silence and other speech stay under 0.6. Both are of 8 kHz.
 */
export function findSpeech(
  heard: ArrayLike<number>,
  said: ArrayLike<number>,
): { seconds: number; likeness: number } {
  const [whole, part] = [envelope(heard), envelope(said)]
  let best = { seconds: -1, likeness: 0 }
  for (let at = 0; at + part.length <= whole.length; at++) {
    const likeness = correlation(whole.subarray(at, at + part.length), part)
    if (likeness > best.likeness) best = { seconds: at / 50, likeness }
  }
  return best
}

/** Pearson's. */
function correlation(a: Float64Array, b: Float64Array): number {
  const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length
  const [meanA, meanB] = [mean(a), mean(b)]
  let [both, ofA, ofB] = [0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [(a[i] ?? 0) - meanA, (b[i] ?? 0) - meanB]
    both += x * y
    ofA += x * x
    ofB += y * y
  }
  return ofA === 0 || ofB === 0 ? 0 : both / Math.sqrt(ofA * ofB)
}
