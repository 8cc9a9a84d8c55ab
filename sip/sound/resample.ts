const lobes = 16

/** Band-limited (windowed sinc, Hann): what lies above half of the lower rate does not fold into speech. */
export function resample(samples: Int16Array, from: number, to: number): Int16Array {
  if (from === to) return samples
  const cutoff = Math.min(1, to / from)
  const reach = lobes / cutoff
  const out = new Int16Array(Math.floor((samples.length * to) / from))
  for (let i = 0; i < out.length; i++) {
    const centre = (i * from) / to
    let sum = 0
    for (let j = Math.ceil(centre - reach); j <= centre + reach; j++) {
      const x = (j - centre) * cutoff
      const sinc = x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)
      sum += (samples[j] ?? 0) * sinc * cutoff * (0.5 + 0.5 * Math.cos((Math.PI * x) / lobes))
    }
    out[i] = Math.max(-32768, Math.min(32767, Math.round(sum)))
  }
  return out
}
