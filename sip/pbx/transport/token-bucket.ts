/** Counts messages and their cost against a rate; `take` says how long to stop reading when the bucket went empty. */
export class TokenBucket {
  #tokens: number
  #at: number
  readonly #perSecond: number
  readonly #burst: number

  constructor(perSecond: number, burst: number, now: number) {
    this.#perSecond = perSecond
    this.#burst = burst
    this.#tokens = burst
    this.#at = now
  }

  /** Milliseconds until the next whole token; 0 while there are some. One message costs a quarter of the burst at most. */
  take(now: number, cost = 1): number {
    // A clock set back must not starve a flow.
    const elapsed = Math.max(0, now - this.#at)
    this.#tokens = Math.min(this.#burst, this.#tokens + (elapsed * this.#perSecond) / 1000)
    this.#at = now
    // Whatever else the process did in the same moment (a collection) is not his fault alone.
    this.#tokens -= Math.min(cost, Math.max(1, this.#burst / 4))
    return this.#tokens >= 1 ? 0 : Math.ceil(((1 - this.#tokens) * 1000) / this.#perSecond)
  }
}
