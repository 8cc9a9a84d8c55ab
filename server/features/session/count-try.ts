import { createHash } from 'node:crypto'
import { Refusal } from '#contracts/error.ts'
import type { Deps } from '#server/deps.ts'

const windowSeconds = 15 * 60

interface Limit {
  key: string
  most: number
  /** From so many on a refusal is said late: a guesser loses time, who types the right one does not. */
  slowAfter: number
}

/** Wrong passwords within the window; keys carry no login. */
function limitsOf(login: string, ip: string, device: string | null): Limit[] {
  const name = createHash('sha256').update(login).digest('base64url')
  // Who signed in here before is not kept out by what strangers do elsewhere, nor behind the same address
  if (device !== null) return [{ key: `sign-in:device:${name}:${device}`, most: 20, slowAfter: 5 }]
  return [
    { key: `sign-in:both:${name}:${ip}`, most: 7, slowAfter: 3 },
    // From everywhere, against guessing by many machines
    { key: `sign-in:login:${name}`, most: 60, slowAfter: 20 },
    // A whole office may start its shift behind one address
    { key: `sign-in:ip:${ip}`, most: 200, slowAfter: 100 },
  ]
}

export interface CountedTry {
  /** There were many before: the refusal should be said late. */
  isSlow: boolean
  /** The password was right: nothing is counted, and who mistyped before begins anew. */
  succeeded(): Promise<void>
}

/**
 * Counts one try as wrong until `succeeded` says otherwise, so that many at once cannot pass together.
 * @param device id of a device that this login signed in at before, null for another
 * @throws Refusal `tooMany` with `retryAfterSeconds`
 */
export async function countTry(
  { limiter }: Deps,
  login: string,
  ip: string,
  device: string | null,
): Promise<CountedTry> {
  const limits = limitsOf(login, ip, device)
  const counted: string[] = []
  const giveBack = async (): Promise<void> => {
    for (const key of counted) await limiter.giveBack(key)
  }
  for (const { key, most } of limits) {
    const { allowed, retryAfterSeconds } = await limiter.hit(key, most, windowSeconds)
    if (!allowed) {
      await giveBack()
      throw new Refusal('tooMany', { retryAfterSeconds })
    }
    counted.push(key)
  }
  let isSlow = false
  for (const { key, slowAfter } of limits) {
    const slowKey = `${key}:slow`
    if (!(await limiter.hit(slowKey, slowAfter, windowSeconds)).allowed) isSlow = true
    counted.push(slowKey)
  }
  return {
    isSlow,
    async succeeded() {
      await giveBack()
      const [own] = limits
      if (own === undefined) return
      await limiter.reset(own.key)
      await limiter.reset(`${own.key}:slow`)
    },
  }
}
