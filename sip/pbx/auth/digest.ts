import { createHash, timingSafeEqual } from 'node:crypto'
import type { Algorithm, Credentials } from './credentials.ts'

const hash = (algorithm: Algorithm, text: string): string =>
  createHash(algorithm === 'MD5' ? 'md5' : 'sha256')
    .update(text)
    .digest('hex')

/** RFC 7616 §3.4.1 with qop=auth. `ha1` in hexadecimal. */
export function digestResponse(
  ha1: string,
  method: string,
  credentials: Omit<Credentials, 'response' | 'username' | 'realm'>,
): string {
  const { algorithm, nonce, nc, cnonce, uri } = credentials
  const ha2 = hash(algorithm, `${method}:${uri}`)
  return hash(algorithm, `${ha1}:${nonce}:${nc}:${cnonce}:auth:${ha2}`)
}

/** Compares in a time that does not depend on where they differ. */
export function isRightResponse(ha1: string, method: string, credentials: Credentials): boolean {
  const expected = Buffer.from(digestResponse(ha1, method, credentials))
  const given = Buffer.from(credentials.response)
  return expected.length === given.length && timingSafeEqual(expected, given)
}
