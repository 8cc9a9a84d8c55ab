// G.711 A-law (ITU-T G.711): 13 bits of sound in 8, as telephone networks of Europe carry it.

/** One 16-bit sample to its A-law byte. */
export function toAlaw(sample: number): number {
  const sign = sample >= 0 ? 0x80 : 0
  const magnitude = Math.min(sample >= 0 ? sample : -sample - 1, 0x7fff)
  let exponent = 7
  while (exponent > 0 && magnitude < 1 << (exponent + 7)) exponent--
  const mantissa = (magnitude >> (exponent === 0 ? 4 : exponent + 3)) & 0x0f
  return (sign | (exponent << 4) | mantissa) ^ 0x55
}

/** One A-law byte to a 16-bit sample. */
export function fromAlaw(byte: number): number {
  const value = byte ^ 0x55
  const exponent = (value >> 4) & 0x07
  const mantissa = ((value & 0x0f) << 4) + 8
  const magnitude = exponent === 0 ? mantissa : (mantissa + 0x100) << (exponent - 1)
  return value & 0x80 ? magnitude : -magnitude
}
