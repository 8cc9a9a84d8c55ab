/** Days and our own numbers of tasks and shutdowns: digits that are no telephone. */
const ours = String.raw`(?<!\p{Nd})(?:\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}|\d{2}-\d{6})(?!\p{Nd}|-\p{Nd})`
/** Digits with what people put between those of one number. */
const run = String.raw`\+?\(?\p{Nd}(?:[\s().\-\u2010-\u2015]{0,3}\p{Nd})*`
const found = new RegExp(`(${ours})|${run}`, 'gu')

/**
 * Free text as a person without `number.see` may read it: what looks like a telephone number becomes stars. Six digits
 * and more in one piece or three (456789, 45-67-89), seven and more in any way; «кв. 101-105» and days stay. Too much
 * rather than too little: a wall needs no meter readings.
 */
export const maskText = (text: string): string =>
  text.replace(found, (piece: string, known: string | undefined) =>
    known === undefined && isNumber(piece) ? '***' : piece,
  )

function isNumber(piece: string): boolean {
  const groups = piece.split(/[^\p{Nd}]+/u).filter((group) => group !== '')
  const digits = groups.join('').length
  if (digits >= 7) return groups.some((group) => group.length > 1)
  if (digits < 5) return false
  return (
    (digits === 6 && groups.length === 1) ||
    (groups.length === 3 && /\p{Nd}[-\u2010-\u2015]\p{Nd}/u.test(piece))
  )
}
