import type { Clock } from '../clock.ts'
import type { Limits } from '../limits.ts'

/** Pairs of address and user that are remembered at once. */
const maxKept = 50_000

interface Failures {
  count: number
  lastAt: number
  lockedUntil: number
}

/**
 * Failed digests, counted by address and user together: a stranger can lock out neither a real operator who sits
 * elsewhere, nor, from the same office, one whose flow has authenticated already.
 */
export class Penalties {
  readonly #kept = new Map<string, Failures>()
  readonly #clock: Clock
  readonly #limits: Limits

  constructor(clock: Clock, limits: Limits) {
    this.#clock = clock
    this.#limits = limits
  }

  get size(): number {
    return this.#kept.size
  }

  isLocked(address: string, username: string): boolean {
    return (this.#kept.get(`${address} ${username}`)?.lockedUntil ?? 0) > this.#clock.now()
  }

  /** Counts a failure of the pair, and of the address whatever the user; gives the delay of the answer in ms. */
  failed(address: string, username: string): number {
    const pair = this.#count(`${address} ${username}`)
    const any = this.#count(address)
    const { failureDelayMs, maxFailureDelayMs, maxFailures, lockOutSeconds } = this.#limits
    if (pair.count >= maxFailures) {
      pair.lockedUntil = this.#clock.now() + lockOutSeconds * 1000
      pair.count = 0
    }
    // Doubles every fifth failure of the address: one mistyped password is not punished.
    const steps = Math.min(20, Math.floor(any.count / 5))
    return Math.min(maxFailureDelayMs, failureDelayMs * 2 ** steps)
  }

  succeeded(address: string, username: string): void {
    this.#kept.delete(`${address} ${username}`)
  }

  #count(key: string): Failures {
    const now = this.#clock.now()
    const known = this.#kept.get(key)
    const isOld = known === undefined || now - known.lastAt > this.#limits.lockOutSeconds * 1000
    const failures = isOld ? { count: 0, lastAt: now, lockedUntil: known?.lockedUntil ?? 0 } : known
    failures.count++
    failures.lastAt = now
    this.#kept.delete(key)
    this.#kept.set(key, failures)
    if (this.#kept.size > maxKept) {
      const [oldest] = this.#kept.keys()
      if (oldest !== undefined) this.#kept.delete(oldest)
    }
    return failures
  }
}
