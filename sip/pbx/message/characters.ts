/** One byte a character class, so that scanning is a look-up and never backtracks. */
function classOf(characters: string): Uint8Array {
  const table = new Uint8Array(128)
  for (let i = 0; i < characters.length; i++) table[characters.charCodeAt(i)] = 1
  return table
}
const alphanumeric = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
/** RFC 3261 §25.1 `token`. */
const token = classOf(`${alphanumeric}-.!%*_+\`'~`)
const host = classOf(`${alphanumeric}-._`)

function only(table: Uint8Array, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (table[text.charCodeAt(i)] !== 1) return false
  return text.length > 0
}

export const isToken = (text: string): boolean => only(token, text)
export const isHostName = (text: string): boolean => only(host, text)

/** A number of decimal digits not above `max`; null otherwise (RFC 4475 §3.1.2.4: scalars out of range). */
export function decimal(text: string, max: number): number | null {
  if (text.length === 0 || text.length > 12) return null
  let value = 0
  for (let i = 0; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 48
    if (digit < 0 || digit > 9) return null
    value = value * 10 + digit
  }
  return value <= max ? value : null
}

/** First place at or after `from` that is neither space nor tab. */
export function skipSpace(text: string, from: number): number {
  let i = from
  while (i < text.length && (text.charCodeAt(i) === 32 || text.charCodeAt(i) === 9)) i++
  return i
}

/** Place after the closing quote of the quoted string that opens at `from`; -1 when it never closes. */
export function endOfQuoted(text: string, from: number): number {
  for (let i = from + 1; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === 92) i++
    else if (c === 34) return i + 1
  }
  return -1
}

/** The text between the quotes with `\x` read as `x`. */
export function unquoted(text: string): string {
  const inner = text.slice(1, -1)
  if (!inner.includes('\\')) return inner
  let out = ''
  for (let i = 0; i < inner.length; i++) {
    if (inner[i] === '\\') i++
    out += inner[i] ?? ''
  }
  return out
}
