import type { SipAccount, SipLog } from '#sip/live.ts'
import type { Clock } from '#sip/pbx/clock.ts'
import type { LedgerEvent } from '#sip/pbx/ledger/event.ts'
import type { Limits } from '#sip/pbx/limits.ts'
import type { QueueOptions } from '#sip/pbx/options.ts'
import type { Operators } from '#sip/pbx/queue/operators.ts'
import type { WaitingLine } from '#sip/pbx/queue/waiting-line.ts'
import type { Binding } from '#sip/pbx/registrar/binding.ts'
import type { Registrar } from '#sip/pbx/registrar/registrar.ts'
import type { Flow } from '#sip/pbx/transport/flow.ts'
import type { Call } from '../call.ts'
import type { CallRate } from '../call-rate.ts'
import type { Leg, LegIdentity } from '../leg.ts'

/** What the use cases of a call share: RFC 3261 below them, queue and ledger beside them. */
export interface Exchange {
  readonly domain: string
  readonly queue: QueueOptions
  readonly limits: Limits
  readonly clock: Clock
  readonly log: SipLog
  readonly registrar: Registrar
  readonly operators: Operators
  readonly line: WaitingLine
  /** Confirmed dialogs, by key. */
  readonly dialogs: Map<string, Leg>
  /** The call of each live leg. */
  readonly callOf: Map<Leg, Call>
  readonly calls: Set<Call>
  readonly rate: CallRate
  newId(): string
  /** Contact header of ours. */
  readonly contact: string
  newLeg(identity: Omit<LegIdentity, 'id'>, flow: Flow): Leg
  record(event: LedgerEvent): void
}

/** Where the queue rings this operator; one whose socket is going away is no candidate any more. */
export function contactOf(exchange: Exchange, username: string): Binding | null {
  const binding = exchange.registrar.bindingOf(username)
  if (binding === null) exchange.operators.unregistered(username)
  return binding
}

export const isOperator = (account: SipAccount): boolean => account.kind === 'operator'

/** For how many calls an account stands now. */
export function callsOf(exchange: Exchange, username: string): number {
  let count = 0
  for (const leg of exchange.callOf.keys()) if (leg.username === username) count++
  return count
}

/** Calls that residents' pages at this address have now, whatever accounts they use. */
export function pageCallsFrom(exchange: Exchange, address: string): number {
  let count = 0
  for (const { role, flow } of exchange.callOf.keys()) {
    if (role === 'caller' && flow.address === address) count++
  }
  return count
}
