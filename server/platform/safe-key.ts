import { createHash } from 'node:crypto'

const plain = /^[a-zA-Z0-9._:/@+-]{1,180}$/

/**
 * A key that memcached (≤ 250 bytes, no blanks or control characters) and Redis take whatever was typed: plain
 * short keys stay readable, all others become a hash. `#` cannot begin a plain key, so the two never meet.
 */
export const safeKey = (prefix: string, key: string): string =>
  `${prefix}:${plain.test(key) ? key : `#${createHash('sha256').update(key).digest('base64url')}`}`
