import { endOfQuoted, isToken, skipSpace, unquoted } from './characters.ts'
import { parseParams, type Params } from './params.ts'

/** `"Name" <uri>;params` or `uri;params` (RFC 3261 §20.10): From, To, Contact, Refer-To. */
export interface NameAddr {
  displayName: string
  uri: string
  params: Params
}

/** Null when malformed: an open quote (RFC 4475 §3.1.2.6), a bare name that needs quotes (§3.1.2.15)… */
export function parseNameAddr(value: string): NameAddr | null {
  const start = skipSpace(value, 0)
  if (value.charCodeAt(start) === 34) {
    const close = endOfQuoted(value, start)
    if (close < 0) return null
    const open = skipSpace(value, close)
    return value.charCodeAt(open) === 60 ? bracketed(value, unquoted(value.slice(start, close)), open) : null
  }
  const open = value.indexOf('<', start)
  if (open >= 0) {
    const name = value.slice(start, open).trim()
    return name === '' || areTokens(name) ? bracketed(value, name, open) : null
  }
  const semicolon = value.indexOf(';', start)
  const uri = value.slice(start, semicolon < 0 ? value.length : semicolon).trim()
  // RFC 3261 §20: a URI with comma, question mark or semicolon must stand in brackets (RFC 4475 §3.1.2.13).
  if (uri === '' || uri.includes('?') || uri.includes(',')) return null
  const params = semicolon < 0 ? parseParams('') : parseParams(value, semicolon)
  return params && { displayName: '', uri, params }
}

function bracketed(value: string, displayName: string, open: number): NameAddr | null {
  const close = value.indexOf('>', open)
  if (close < 0) return null
  const params = parseParams(value, close + 1)
  return params && { displayName, uri: value.slice(open + 1, close), params }
}

/** Tokens between blanks; letters beyond ASCII are tolerated because phones send them unquoted. */
function areTokens(name: string): boolean {
  for (const word of name.split(' ')) {
    if (word === '') continue
    if (!isToken(word) && !onlyTokenOrWide(word)) return false
  }
  return true
}

function onlyTokenOrWide(word: string): boolean {
  for (let i = 0; i < word.length; i++) {
    if (word.charCodeAt(i) < 128 && !isToken(word.charAt(i)) && word.charCodeAt(i) !== 9) return false
  }
  return true
}
