import { grouped } from '#domain/call/number-groups.ts'
import { plainText } from '../../softphone/plain-text.ts'

/** RFC 3323 §4.1, and the names that trunks and Asterisk give to it. */
const withheld = /^(?:sip:)?(?:anonymous|unavailable|unknown|restricted|withheld|private)\b/i

/**
 * A telephone number as people read it out: `+7 912 345-67-01`, `+7 3452 00-00-12`. Masked digits (`*`) are kept. Anything that is not
 * an 11-digit Russian number stays as it came; the number of a trunk is text that is never trusted.
 * '' for a number that was withheld, by whatever word the trunk says so.
 */
export function formatNumber(raw: string): string {
  if (withheld.test(raw)) return ''
  const bare = raw.replace(/[^\d*+]/g, '')
  const digits = bare.startsWith('+7') ? bare.slice(2) : /^[78][\d*]{10}$/.test(bare) ? bare.slice(1) : ''
  if (!/^[\d*]{10}$/.test(digits)) return plainText(raw, 40)
  return `+7 ${grouped(digits)}`
}
