/** Loudness by 20 ms: root mean square of each. */
function envelope(samples: ArrayLike<number>): Float64Array {
  const size = 160
  return Float64Array.from({ length: Math.floor(samples.length / size) }, (_, i) => {
    let energy = 0
    for (let j = i * size; j < (i + 1) * size; j++) energy += (samples[j] ?? 0) ** 2
    return Math.sqrt(energy / size)
  })
}

/** 20 ms each: pieces of two seconds, of which each may come 0.6 s later than the one before it ended. */
const pieceLength = 100
const mostLate = 30

/**
 * Where in what was heard the whole of `said` is found, by the shape of its loudness: the second at which it begins,
 * and how like it is, 1 for the same. Silence and other speech stay under 0.7. Both are of 8 kHz. What is longer than
 * some seconds is looked for in pieces, one after another: a PBX on a busy machine plays now and then a moment later.
 */
export function findSpeech(
  heard: ArrayLike<number>,
  said: ArrayLike<number>,
): { seconds: number; likeness: number } {
  const [whole, part] = [envelope(heard), envelope(said)]
  const places = whole.length - part.length + 1
  if (places <= 0) return { seconds: -1, likeness: 0 }
  const count = Math.max(1, Math.floor(part.length / pieceLength))
  const startOf = (n: number): number => Math.floor((n * part.length) / count)
  // by the place of the piece: the best sum up to it, and where its first piece stands
  let best: { sum: number; start: number }[] = []
  for (let n = 0; n < count; n++) {
    const piece = part.subarray(startOf(n), startOf(n + 1))
    const before = best
    best = []
    for (let at = 0; at + piece.length <= whole.length; at++) {
      const like = correlation(whole.subarray(at, at + piece.length), piece) * piece.length
      const ended = at - (startOf(n) - startOf(n - 1))
      let [sum, start] = n === 0 ? [like, at] : [0, -1]
      for (let late = 0; n > 0 && late <= mostLate; late++) {
        const one = before[ended - late]
        if (one !== undefined && one.sum + like > sum) [sum, start] = [one.sum + like, one.start]
      }
      best.push({ sum, start })
    }
  }
  const found = best.reduce((most, one) => (one.sum > most.sum ? one : most), { sum: 0, start: -1 })
  return { seconds: found.start < 0 ? -1 : found.start / 50, likeness: found.sum / part.length }
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
