import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/**
 * scrypt with N = 2^15, r = 8, p = 1: 32 MB and some 60 ms a try (OWASP Password Storage Cheat Sheet names it as
 * one of its equal choices with p = 3; our limits a login and an address make up for the difference).
 * The parameters stand in the hash, so that they can grow without ending anybody's password.
 */
const cost = { N: 2 ** 15, r: 8, p: 1 }
const keyLength = 32

const derive = (password: string, salt: Buffer, { N, r, p }: typeof cost): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    // NFKC: the same password typed on different keyboards and systems is the same password
    scrypt(password.normalize('NFKC'), salt, keyLength, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })

/** `scrypt$N$r$p$salt$key`, salt and key in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, cost)
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$')
}

/** False for a wrong password and for a hash that cannot be read. */
export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  const [scheme, N, r, p, salt, key] = hash.split('$')
  if (scheme !== 'scrypt' || salt === undefined || key === undefined) return false
  const expected = Buffer.from(key, 'base64url')
  try {
    const found = await derive(password, Buffer.from(salt, 'base64url'), {
      N: Number(N),
      r: Number(r),
      p: Number(p),
    })
    return expected.length === found.length && timingSafeEqual(expected, found)
  } catch (error) {
    // scrypt refuses the parameters: not a hash of ours
    if (error instanceof RangeError) return false
    throw error
  }
}

/** Takes as long as verifying a password, so that an unknown login cannot be told from a known one by time. */
export async function verifyNothing(password: string): Promise<false> {
  await derive(password, Buffer.alloc(16), cost)
  return false
}
