// G.711 µ-law (ITU-T G.711): 14 bits of sound in 8, as telephone networks carry it.
const bias = 0x84
const clip = 32_635

/** One 16-bit sample to its µ-law byte. */
export function encodeUlaw(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0
  const magnitude = Math.min(Math.abs(sample), clip) + bias
  const exponent = Math.max(0, 31 - Math.clz32(magnitude) - 7)
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f
  return ~(sign | (exponent << 4) | mantissa) & 0xff
}

/** One µ-law byte to a 16-bit sample. */
export function decodeUlaw(byte: number): number {
  const bits = ~byte & 0xff
  const magnitude = (((bits & 0x0f) << 3) + bias) << ((bits & 0x70) >> 4)
  return bits & 0x80 ? bias - magnitude : magnitude - bias
}
