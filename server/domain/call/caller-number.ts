import { parsePhoneNumberFromString } from 'libphonenumber-js/min'

// what trunks put in place of a withheld number (RFC 3323 §4.1, and Asterisk's presentation names)
const hiddenNames = /^(anonymous|unknown|unavailable|restricted|private|withheld|скрыт.*)$/i

/**
 * The digits by which a number is looked up, in E.164 without the plus: `8 (922) 000-00-01` → `79220000001`.
 * Short and service numbers keep their digits. '' for a hidden number or a name that is no number:
 * an empty number is never a key (domain.md, moment 4).
 */
export function phoneDigits(text: string): string {
  const trimmed = text.trim()
  if (trimmed === '' || hiddenNames.test(trimmed) || !/^\+?[\d\s().-]+$/.test(trimmed)) return ''
  const parsed = parsePhoneNumberFromString(trimmed, 'RU')
  return parsed?.isPossible() ? parsed.number.slice(1) : trimmed.replace(/\D/g, '')
}

/** Did the caller withhold the number? */
export const isHidden = (from: string): boolean => phoneDigits(from) === ''
