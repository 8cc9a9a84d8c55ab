import type { Limits } from '../limits.ts'
import type { Flow } from '../transport/flow.ts'
import type { ServerTransaction } from './server-transaction.ts'

/** What a transaction costs besides its message. */
const transactionBytes = 1000

interface Entry {
  transaction: ServerTransaction
  bytes: number
}

/** The server transactions of one flow, with the bytes that are held for each. */
export class ServerTable {
  readonly #flow: Flow
  readonly #limits: Limits
  readonly #entries = new Map<string, Entry>()

  constructor(flow: Flow, limits: Limits) {
    this.#flow = flow
    this.#limits = limits
  }

  get size(): number {
    return this.#entries.size
  }

  get(key: string): ServerTransaction | undefined {
    return this.#entries.get(key)?.transaction
  }

  /** Room for a request of so many bytes. At a limit the oldest finished make room; false when all are still at work. */
  reserve(bytes: number): boolean {
    const { maxTransactionsPerFlow } = this.#limits
    while (this.#entries.size >= maxTransactionsPerFlow || !this.#flow.held.take(this.#cost(bytes))) {
      if (!this.#dropFinished()) return false
    }
    return true
  }

  /** Puts it in its reserved place. */
  add(key: string, transaction: ServerTransaction, bytes: number): void {
    this.#entries.set(key, { transaction, bytes: this.#cost(bytes) })
  }

  /** Its final answer is held from now on and not its request; false: it is not in the table any more. */
  answered(key: string, answerBytes: number): boolean {
    const entry = this.#entries.get(key)
    if (entry === undefined) return false
    this.#flow.held.give(entry.bytes)
    entry.bytes = 0
    // RFC 3261 §26.3.2.4: for a stranger, who gets challenges and refusals, nothing is kept.
    const bytes = this.#cost(answerBytes)
    if (!this.#flow.isStranger && this.#flow.held.take(bytes)) {
      entry.bytes = bytes
      return true
    }
    this.delete(key)
    return false
  }

  delete(key: string): void {
    const entry = this.#entries.get(key)
    if (entry === undefined) return
    this.#entries.delete(key)
    this.#flow.held.give(entry.bytes)
  }

  clear(): void {
    for (const [key, { transaction }] of this.#entries) {
      transaction.terminate()
      this.delete(key)
    }
  }

  /**
   * A stranger costs nothing: one request of his is at work at most (his flow is held while a digest is checked), and
   * whoever comes to sign in must not be refused for what others hold.
   */
  #cost(bytes: number): number {
    return this.#flow.isStranger ? 0 : bytes + transactionBytes
  }

  #dropFinished(): boolean {
    for (const [key, { transaction }] of this.#entries) {
      if (!transaction.isFinal) continue
      transaction.terminate()
      this.delete(key)
      return true
    }
    return false
  }
}
