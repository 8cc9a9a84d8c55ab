import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { digitsIn } from './number-key.ts'

// what trunks put in place of a withheld number (RFC 3323 §4.1, and Asterisk's presentation names) is no such text
const isWrittenAsNumber = (text: string): boolean => /^\+?[\d\s().-]+$/.test(text)

/** The numbers that were asked for last: each event of a call asks a dozen times for its one. */
const known = new Map<string, string | null>()
const knownAtMost = 500

/** In E.164 without the plus: `8 (922) 000-00-01` → `79220000001`; null when no number of any country is so long. */
export function e164Digits(text: string): string | null {
  if (!isWrittenAsNumber(text)) return null
  const before = known.get(text)
  if (before !== undefined) return before
  const parsed = parsePhoneNumberFromString(text, 'RU')
  const digits = parsed?.isPossible() ? parsed.number.slice(1) : null
  if (known.size === knownAtMost) known.clear()
  known.set(text, digits)
  return digits
}

/**
 * The digits by which a number is looked up, in E.164 where it is a number of a country. Short and service numbers
 * keep their digits. '' for a hidden number or a name that is no number: an empty number is never a key (domain.md,
 * moment 4).
 */
export function phoneDigits(text: string): string {
  const trimmed = text.trim()
  return isWrittenAsNumber(trimmed) ? (e164Digits(trimmed) ?? digitsIn(trimmed)) : ''
}

/** Did the caller withhold the number? */
export const isHidden = (from: string): boolean => phoneDigits(from) === ''
