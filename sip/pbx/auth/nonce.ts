import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** Counters kept at once; beyond that the oldest nonces become stale. */
const maxCounters = 20_000

export interface Nonces {
  issue(flowId: string, now: number): string
  /** Is it ours, given on this flow, and young enough? */
  check(nonce: string, flowId: string, now: number): 'good' | 'stale' | 'forged'
  /** Counts a use with the right password; a count that is not above the last is a replay (RFC 7616 §3.4). */
  use(nonce: string, count: number): boolean
}

/**
 * Nonces carry their own proof (time, chance, HMAC over both and the flow): a challenge costs no memory, and a nonce
 * overheard elsewhere is worth nothing here. Only a nonce that was used with the right password has a counter.
 */
export function createNonces(nonceSeconds: number, key: Buffer = randomBytes(32)): Nonces {
  const counters = new Map<string, number>()
  let oldestAccepted = 0

  const sign = (text: string, flowId: string): string =>
    createHmac('sha256', key).update(`${text}.${flowId}`).digest('base64url').slice(0, 22)
  const issuedAt = (nonce: string): number => Number.parseInt(nonce.split('.', 1)[0] ?? '', 36)

  return {
    issue(flowId, now) {
      const text = `${now.toString(36)}.${randomBytes(6).toString('base64url')}`
      return `${text}.${sign(text, flowId)}`
    },
    check(nonce, flowId, now) {
      const dot = nonce.lastIndexOf('.')
      if (dot < 0 || nonce.length > 100) return 'forged'
      const proof = Buffer.from(nonce.slice(dot + 1))
      const expected = Buffer.from(sign(nonce.slice(0, dot), flowId))
      if (proof.length !== expected.length || !timingSafeEqual(proof, expected)) return 'forged'
      const at = issuedAt(nonce)
      // One from the future was given before the clock was set back.
      return at > oldestAccepted && now - at <= nonceSeconds * 1000 && at <= now + 1000 ? 'good' : 'stale'
    },
    use(nonce, count) {
      const last = counters.get(nonce) ?? 0
      if (count <= last) return false
      counters.delete(nonce)
      counters.set(nonce, count)
      if (counters.size > maxCounters) {
        const [first] = counters.keys()
        if (first !== undefined) {
          counters.delete(first)
          oldestAccepted = Math.max(oldestAccepted, issuedAt(first))
        }
      }
      return true
    },
  }
}
