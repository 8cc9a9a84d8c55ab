const lobes = 16

/** Band-limited (windowed sinc, Hann): what lies above half of the lower rate does not fold into speech. */
export function resample(samples: Int16Array, from: number, to: number): Int16Array {
  if (from === to) return samples
  const cutoff = Math.min(1, to / from)
  const reach = lobes / cutoff
  const out = new Int16Array(Math.floor((samples.length * to) / from))
  // the same few distances between the two grids come again and again
  const kernels = new Map<number, Kernel>()
  for (let i = 0; i < out.length; i++) {
    const phase = (i * from) % to
    let kernel = kernels.get(phase)
    if (kernel === undefined) kernels.set(phase, (kernel = kernelAt(phase / to, cutoff, reach)))
    const start = (i * from - phase) / to + kernel.first
    let sum = 0
    const { weights } = kernel
    for (let n = 0; n < weights.length; n++) sum += (samples[start + n] ?? 0) * (weights[n] ?? 0)
    out[i] = Math.max(-32768, Math.min(32767, Math.round(sum)))
  }
  return out
}

interface Kernel {
  /** From the sample before the point to the first that counts. */
  first: number
  weights: Float64Array
}

/** The weights of the samples about a point that lies `offset` after one of them. */
function kernelAt(offset: number, cutoff: number, reach: number): Kernel {
  const first = Math.ceil(offset - reach)
  const weights = Float64Array.from({ length: Math.floor(offset + reach) - first + 1 }, (_, n) => {
    const x = (first + n - offset) * cutoff
    const sinc = x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)
    return sinc * cutoff * (0.5 + 0.5 * Math.cos((Math.PI * x) / lobes))
  })
  return { first, weights }
}
