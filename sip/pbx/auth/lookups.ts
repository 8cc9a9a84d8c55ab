import type { AccountStore, SipAccount } from '../../live.ts'

/**
 * The account store, asked by a few at a time: after a restart everybody registers at once, and a database is behind
 * it. The rest wait their turn; beyond `maxWaiting` it rejects.
 */
export class Lookups {
  readonly #accounts: AccountStore
  readonly #maxAtOnce: number
  readonly #maxWaiting: number
  readonly #waiting: (() => void)[] = []
  #running = 0

  constructor(accounts: AccountStore, maxAtOnce: number, maxWaiting: number) {
    this.#accounts = accounts
    this.#maxAtOnce = maxAtOnce
    this.#maxWaiting = maxWaiting
  }

  async find(username: string): Promise<SipAccount | null> {
    if (this.#running >= this.#maxAtOnce) {
      if (this.#waiting.length >= this.#maxWaiting) throw new Error('too many look-ups')
      // Whoever ends hands its place over.
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    } else this.#running++
    try {
      return await this.#accounts.find(username)
    } finally {
      const next = this.#waiting.shift()
      if (next === undefined) this.#running--
      else next()
    }
  }
}
