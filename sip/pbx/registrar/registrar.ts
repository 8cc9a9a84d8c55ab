import type { SipAccount } from '../../live.ts'
import type { Authenticator } from '../auth/authenticator.ts'
import type { Clock } from '../clock.ts'
import type { Limits } from '../limits.ts'
import { parseUri } from '../message/uri.ts'
import type { ServerTransaction } from '../transaction/server-transaction.ts'
import type { Flow } from '../transport/flow.ts'
import type { Binding } from './binding.ts'
import { isSameNumber } from './same-number.ts'
import { readRegister, type RegisterWish } from './read-register.ts'

export interface RegistrarDeps {
  authenticator: Authenticator
  domain: string
  clock: Clock
  limits: Limits
  /** An account got its first, another, or lost its last contact. */
  changed: (username: string, binding: Binding | null) => void
}

/** RFC 3261 §10.3, contacts bound to their flows: a closed socket takes its contacts along. */
export class Registrar {
  readonly #deps: RegistrarDeps
  readonly #bindings = new Map<string, Map<string, Binding>>()
  readonly #timers = new Map<Binding, () => void>()

  constructor(deps: RegistrarDeps) {
    this.#deps = deps
  }

  get size(): number {
    return this.#timers.size
  }

  /** The contact that registered last: one phone a person rings. */
  bindingOf(username: string): Binding | null {
    let newest: Binding | null = null
    for (const binding of this.#bindings.get(username)?.values() ?? []) {
      if (binding.flow.isOpen) newest = binding
    }
    return newest
  }

  /** The registered caller with this number. */
  findByNumber(number: string): Binding | null {
    for (const username of this.#bindings.keys()) {
      const binding = this.bindingOf(username)
      if (binding?.account.kind === 'caller' && isSameNumber(binding.account.number, number)) return binding
    }
    return null
  }

  /** The account as the store knows it now; null: it is gone, and its contacts with it. */
  refresh(username: string, account: SipAccount | null): void {
    const bindings = [...(this.#bindings.get(username)?.values() ?? [])]
    for (const binding of bindings) {
      if (account === null) this.#remove(binding)
      else binding.account = account
    }
  }

  async register(transaction: ServerTransaction): Promise<void> {
    const { authenticator, domain } = this.#deps
    const account = await authenticator.authenticate(transaction)
    if (account === null || transaction.isFinal) return
    const to = parseUri(transaction.request.to.uri)
    const from = parseUri(transaction.request.from.uri)
    const isOwn = [to, from].every(
      (uri) => uri !== null && 'user' in uri && uri.user === account.username && uri.host === domain,
    )
    // RFC 3261 §10.3 step 4.
    if (!isOwn) return transaction.respond({ status: 403 })
    const wish = readRegister(transaction.request, this.#deps.limits)
    if ('status' in wish) return transaction.respond(wish)
    this.#apply(transaction, account, wish)
  }

  flowClosed(flow: Flow): void {
    for (const binding of this.#timers.keys()) if (binding.flow === flow) this.#remove(binding)
  }

  stop(): void {
    for (const cancel of this.#timers.values()) cancel()
    this.#timers.clear()
    this.#bindings.clear()
  }

  #apply(transaction: ServerTransaction, account: SipAccount, wish: RegisterWish): void {
    const { request, flow } = transaction
    const bindings = this.#bindings.get(account.username) ?? new Map<string, Binding>()
    // Steps 6 and 7: a request older than what is known of this Call-ID changes nothing.
    for (const known of bindings.values()) {
      if (known.callId === request.callId && request.cseq <= known.cseq) {
        return transaction.respond({ status: 500, reason: 'CSeq Out Of Order' })
      }
    }
    if (wish.removesAll) for (const known of bindings.values()) this.#remove(known)
    for (const { key, uri, contact, expiresSeconds } of wish.contacts) {
      const known = bindings.get(key)
      if (known !== undefined) this.#drop(known)
      if (expiresSeconds === 0) {
        if (known !== undefined) this.#deps.changed(account.username, this.bindingOf(account.username))
        continue
      }
      const { callId, cseq } = request
      const expiresAt = this.#deps.clock.now() + expiresSeconds * 1000
      this.#add({ account, key, uri, contact, flow, callId, cseq, expiresAt })
    }
    transaction.respond({ status: 200, headers: this.#contactsOf(account.username) })
  }

  #add(binding: Binding): void {
    const { clock, limits, changed } = this.#deps
    const { username } = binding.account
    const bindings = this.#bindings.get(username) ?? new Map<string, Binding>()
    this.#bindings.set(username, bindings)
    bindings.set(binding.key, binding)
    const timer = clock.after(binding.expiresAt - clock.now(), () => this.#remove(binding))
    this.#timers.set(binding, timer)
    const [oldest] = bindings.values()
    if (bindings.size > limits.maxContactsPerAccount && oldest !== undefined) this.#drop(oldest)
    changed(username, binding)
  }

  #remove(binding: Binding): void {
    const { username } = binding.account
    this.#drop(binding)
    this.#deps.changed(username, this.bindingOf(username))
  }

  #drop(binding: Binding): void {
    this.#timers.get(binding)?.()
    this.#timers.delete(binding)
    const bindings = this.#bindings.get(binding.account.username)
    if (bindings?.get(binding.key) === binding) bindings.delete(binding.key)
    if (bindings?.size === 0) this.#bindings.delete(binding.account.username)
  }

  #contactsOf(username: string): [string, string][] {
    const now = this.#deps.clock.now()
    return [...(this.#bindings.get(username)?.values() ?? [])].map((binding) => [
      'Contact',
      `${binding.contact};expires=${Math.max(0, Math.round((binding.expiresAt - now) / 1000))}`,
    ])
  }
}
