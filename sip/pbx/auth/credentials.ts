import { endOfQuoted, isToken, skipSpace, unquoted } from '../message/characters.ts'

export type Algorithm = 'MD5' | 'SHA-256'

/** The fields of an Authorization header (RFC 7616 §3.4) that we use. */
export interface Credentials {
  username: string
  realm: string
  nonce: string
  uri: string
  response: string
  algorithm: Algorithm
  cnonce: string
  /** As sent, eight hexadecimal digits: they go into the digest. */
  nc: string
}

/** Null when it is no complete Digest answer with qop=auth, e.g. an unknown scheme (RFC 4475 §3.3.7). */
export function parseCredentials(header: string): Credentials | null {
  if (header.slice(0, 7).toLowerCase() !== 'digest ') return null
  const fields = parseFields(header, 7)
  if (fields === null) return null
  const field = (name: string): string => fields.get(name) ?? ''
  const algorithm = (fields.get('algorithm') ?? 'MD5').toUpperCase()
  if (algorithm !== 'MD5' && algorithm !== 'SHA-256') return null
  const nc = field('nc')
  // Without qop and nc an overheard answer could be played again; RFC 2069's digests are refused.
  if (field('qop') !== 'auth' || !/^[0-9a-f]{8}$/i.test(nc) || field('cnonce') === '') return null
  return {
    username: field('username'),
    realm: field('realm'),
    nonce: field('nonce'),
    uri: field('uri'),
    response: field('response').toLowerCase(),
    algorithm,
    cnonce: field('cnonce'),
    nc,
  }
}

/** `name=value, name="value"…` */
function parseFields(text: string, from: number): Map<string, string> | null {
  const fields = new Map<string, string>()
  let i = from
  while (i < text.length) {
    const equals = text.indexOf('=', i)
    if (equals < 0) return null
    const name = text.slice(i, equals).trim().toLowerCase()
    if (!isToken(name)) return null
    const start = skipSpace(text, equals + 1)
    const isQuoted = text.charCodeAt(start) === 34
    const close = isQuoted ? endOfQuoted(text, start) : start
    if (close < 0) return null
    const comma = text.indexOf(',', close)
    const end = comma < 0 ? text.length : comma
    fields.set(name, isQuoted ? unquoted(text.slice(start, close)) : text.slice(start, end).trim())
    i = end + 1
  }
  return fields
}
