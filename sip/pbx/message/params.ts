import { endOfQuoted, isToken, skipSpace, unquoted } from './characters.ts'

export type Params = ReadonlyMap<string, string>
const none: Params = new Map()

/**
 * `;name[=value]…` from place `from` to the end (RFC 3261 §25.1 generic-param), names in lower case, '' where
 * there is no value; null when malformed, e.g. an empty parameter (RFC 4475 §3.1.2.1).
 */
export function parseParams(text: string, from = 0): Params | null {
  let i = skipSpace(text, from)
  if (i >= text.length) return none
  const params = new Map<string, string>()
  while (i < text.length) {
    if (text.charCodeAt(i) !== 59) return null
    const start = skipSpace(text, i + 1)
    const end = endOfPart(text, start)
    const name = text.slice(start, end).trimEnd()
    if (!isToken(name)) return null
    i = end
    let value = ''
    if (text.charCodeAt(end) === 61) {
      const valueStart = skipSpace(text, end + 1)
      if (text.charCodeAt(valueStart) === 34) {
        const close = endOfQuoted(text, valueStart)
        if (close < 0) return null
        value = unquoted(text.slice(valueStart, close))
        i = skipSpace(text, close)
      } else {
        const semicolon = text.indexOf(';', valueStart)
        i = semicolon < 0 ? text.length : semicolon
        value = text.slice(valueStart, i).trimEnd()
      }
    }
    const key = name.toLowerCase()
    if (!params.has(key)) params.set(key, value)
  }
  return params
}

/** Next `;` or `=`, or the end. */
function endOfPart(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === 59 || c === 61) return i
  }
  return text.length
}
