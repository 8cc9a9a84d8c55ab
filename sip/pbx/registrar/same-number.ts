/** Does a dialled number mean this subscriber? Punctuation does not count, and 8 922… is +7 922… as Russians dial it. */
export function isSameNumber(one: string, other: string): boolean {
  const digits = subscriberDigits(one)
  return digits !== '' && digits === subscriberDigits(other)
}

/** The same for every way to write a subscriber's number; '' when it is hidden. */
export function subscriberDigits(number: string): string {
  const digits = number.replaceAll(/\D/g, '')
  return digits.length === 11 && digits.startsWith('8') ? `7${digits.slice(1)}` : digits
}
