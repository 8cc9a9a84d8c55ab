/** Does a dialled number mean this subscriber? Punctuation does not count, and 8 922… is +7 922… as Russians dial it. */
export function isSameNumber(one: string, other: string): boolean {
  const digits = digitsOf(one)
  return digits !== '' && digits === digitsOf(other)
}

function digitsOf(number: string): string {
  const digits = number.replaceAll(/\D/g, '')
  return digits.length === 11 && digits.startsWith('8') ? `7${digits.slice(1)}` : digits
}
