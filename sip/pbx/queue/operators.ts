import type { PbxLive, SipAccount } from '../../live.ts'
import type { Clock } from '../clock.ts'
import type { FreeOperator } from './assign.ts'

type OperatorState = PbxLive['operators'][number]['state']

interface Operator {
  username: string
  isRegistered: boolean
  isPaused: boolean
  /** Legs of this operator by id: rung, or in a call. */
  legs: Map<string, 'ringing' | 'talking'>
  idleSince: number
  /** Not offered a queue call before: wrap-up, or a call that was not taken. */
  notBefore: number
  state: OperatorState
  since: number
}

/** What the queue and the boards know of the operators; forgotten when one is neither registered nor in a call. */
export class Operators {
  readonly #known = new Map<string, Operator>()
  readonly #clock: Clock
  readonly #changed: () => void

  constructor(clock: Clock, changed: () => void) {
    this.#clock = clock
    this.#changed = changed
  }

  registered(account: SipAccount): void {
    if (account.kind !== 'operator') return
    this.#update(account.username, (operator) => {
      if (!operator.isRegistered) operator.idleSince = this.#clock.now()
      operator.isRegistered = true
      operator.isPaused = account.isPaused
    })
  }

  unregistered(username: string): void {
    if (!this.#known.has(username)) return
    this.#update(username, (operator) => (operator.isRegistered = false))
  }

  /** Rung, or dialling. */
  rings(username: string, legId: string): void {
    this.#update(username, (operator) => operator.legs.set(legId, 'ringing'))
  }

  talks(username: string, legId: string): void {
    this.#update(username, (operator) => operator.legs.set(legId, 'talking'))
  }

  /** The leg is over; no queue call is offered for a while. */
  released(username: string, legId: string, rest: { afterTalkMs: number; afterRingMs: number }): void {
    const was = this.#known.get(username)?.legs.get(legId)
    if (was === undefined) return
    const restMs = was === 'talking' ? rest.afterTalkMs : rest.afterRingMs
    this.#update(username, (operator) => {
      operator.legs.delete(legId)
      const now = this.#clock.now()
      // Who was rung for a caller that left, or dialled in vain, keeps his place.
      if (was === 'talking' || restMs > 0) operator.idleSince = now
      operator.notBefore = Math.max(operator.notBefore, now + restMs)
    })
  }

  isBusy(username: string): boolean {
    return (this.#known.get(username)?.legs.size ?? 0) > 0
  }

  /** Registered, not paused, without any call. */
  free(): FreeOperator[] {
    const now = this.#clock.now()
    return [...this.#known.values()].filter(
      (one) => one.isRegistered && !one.isPaused && one.legs.size === 0 && one.notBefore <= now,
    )
  }

  /** When the next resting operator is free again; null when nobody rests. */
  nextFreeAt(): number | null {
    const now = this.#clock.now()
    let next: number | null = null
    for (const { notBefore, isRegistered } of this.#known.values()) {
      if (isRegistered && notBefore > now && (next === null || notBefore < next)) next = notBefore
    }
    return next
  }

  live(): PbxLive['operators'] {
    return [...this.#known.values()].map(({ username, state, since }) => ({
      sipUsername: username,
      state,
      since: new Date(since).toISOString(),
    }))
  }

  #update(username: string, change: (operator: Operator) => void): void {
    const now = this.#clock.now()
    const operator = this.#known.get(username) ?? {
      username,
      isRegistered: false,
      isPaused: false,
      legs: new Map<string, 'ringing' | 'talking'>(),
      idleSince: now,
      notBefore: 0,
      state: 'offline' as const,
      since: now,
    }
    this.#known.set(username, operator)
    change(operator)
    const state = stateOf(operator)
    if (state !== operator.state) {
      operator.state = state
      operator.since = now
    }
    if (!operator.isRegistered && operator.legs.size === 0) this.#known.delete(username)
    this.#changed()
  }
}

function stateOf(operator: Operator): OperatorState {
  const legs = [...operator.legs.values()]
  if (legs.includes('talking')) return 'talking'
  if (legs.includes('ringing')) return 'ringing'
  if (!operator.isRegistered) return 'offline'
  return operator.isPaused ? 'paused' : 'available'
}
