/**
 * Keys of numbers without a table of the world's countries, light enough for every page. The database keeps
 * `phoneDigits` (caller-number.ts); of Russia's numbers both say the same.
 */

export const digitsIn = (text: string): string => text.replace(/\D/g, '')

/** 8 922…, as Russians dial it, is +7 922… */
const fromEight = (digits: string): string => digits.replace(/^8(?=\d{10}$)/, '7')

/** Equal for `+7…`, `8…`, `7…` and the bare ten digits; '' when hidden or masked, so that it never matches. */
export function numberKey(text: string): string {
  if (text.includes('*')) return ''
  const digits = digitsIn(text)
  if (digits.length < 2) return ''
  if (text.trim().startsWith('+')) return digits
  return digits.length === 10 ? `7${digits}` : fromEight(digits)
}

/** What a search finds in keys as a part of them; '' when there are too few digits to be a part of one. */
export function searchedDigits(search: string): string {
  const digits = digitsIn(search)
  return digits.length < 2 ? '' : fromEight(digits)
}
