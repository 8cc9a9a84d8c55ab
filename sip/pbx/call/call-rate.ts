import type { Clock } from '../clock.ts'
import type { Limits } from '../limits.ts'

/** Accounts and numbers that are remembered at once; the one that called longest ago is forgotten first. */
const maxKept = 10_000

/**
 * How often somebody calls, by account and by number: an automatic dialler gets 486 before its calls fill boards. A call
 * that was refused counts not, so whoever calls less often gets through again.
 */
export class CallRate {
  readonly #clock: Clock
  readonly #limits: Limits
  readonly #times = new Map<string, number[]>()

  constructor(clock: Clock, limits: Limits) {
    this.#clock = clock
    this.#limits = limits
  }

  /** Counts a call of all these; false, and nothing is counted, when one of them called too often. */
  admits(names: readonly string[]): boolean {
    const now = this.#clock.now()
    const { maxCallsInPeriod, callPeriodSeconds } = this.#limits
    const recent = names.map((name) => ({
      name,
      // a clock set back must not refuse for ever
      times: (this.#times.get(name) ?? []).filter((at) => Math.abs(now - at) < callPeriodSeconds * 1000),
    }))
    if (recent.some(({ times }) => times.length >= maxCallsInPeriod)) return false
    for (const { name, times } of recent) {
      this.#times.delete(name)
      this.#times.set(name, [...times, now])
    }
    for (const name of this.#times.keys()) {
      if (this.#times.size <= maxKept) break
      this.#times.delete(name)
    }
    return true
  }
}
