import type { PbxLive } from '../live.ts'
import { Authenticator } from './auth/authenticator.ts'
import { allowHeader, refusalOf } from './check-request.ts'
import type { Clock } from './clock.ts'
import { endCall } from './call/end.ts'
import type { Call } from './call/call.ts'
import { CallRate } from './call/call-rate.ts'
import type { Exchange } from './call/exchange/exchange.ts'
import { giveBack } from './call/transfer/back-to-queue.ts'
import { foundAgain } from './call/transfer/found-again.ts'
import { inDialog } from './call/in-dialog.ts'
import { Leg, type LegDeps } from './call/leg.ts'
import { routeInvite } from './call/route-invite.ts'
import { dialogKey } from './dialog/dialog.ts'
import { openLedger } from './ledger/ledger.ts'
import { defaultLimits, type Limits } from './limits.ts'
import type { SipRequest } from './message/request.ts'
import type { PbxOptions } from './options.ts'
import { Operators } from './queue/operators.ts'
import { WaitingLine } from './queue/waiting-line.ts'
import type { Binding } from './registrar/binding.ts'
import { Registrar } from './registrar/registrar.ts'
import { TransactionLayer } from './transaction/layer.ts'
import type { ServerTransaction } from './transaction/server-transaction.ts'
import type { Flow } from './transport/flow.ts'
import { Flows } from './transport/flows.ts'

export interface Core {
  flows: Flows
  limits: Limits
  live(): PbxLive
  refreshAccounts(usernames?: readonly string[]): void
  take(callId: string, username: string): void
  giveBack(username: string): void
  /** How much is held now; all zero when nothing goes on. */
  counts(): Record<
    'flows' | 'heldBytes' | 'clients' | 'servers' | 'dialogs' | 'legs' | 'calls' | 'bindings' | 'waiting',
    number
  >
  stop(): void
}

/** Everything of the PBX but its sockets: what flows bring goes up from layer to layer (RFC 3261 §5). */
export function createCore(options: PbxOptions, clock: Clock, newToken: () => string): Core {
  const { domain, realm, accounts, queue, log } = options
  const limits: Limits = { ...defaultLimits, ...options.limits }
  const startedAt = new Date(clock.now()).toISOString()
  const contact = `<sip:pbx@${domain};transport=ws>`
  const ledger = openLedger(options.ledgerFile, clock, log, () => options.onLedger?.())
  const dialogs = new Map<string, Leg>()
  const callOf = new Map<Leg, Call>()
  const calls = new Set<Call>()
  let isStopped = false
  let isLiveDue = false

  const live = (): PbxLive => ({
    state: isStopped ? 'down' : 'up',
    since: startedAt,
    operators: operators.live(),
    waiting: line.size,
  })
  const liveChanged = (): void => {
    if (isLiveDue || isStopped) return
    isLiveDue = true
    setImmediate(() => {
      isLiveDue = false
      if (!isStopped) options.onLive?.(live())
    })
  }
  const operators: Operators = new Operators(clock, () => {
    liveChanged()
    line.match()
  })
  const line: WaitingLine = new WaitingLine({
    clock,
    operators,
    maxWaitMs: queue.maxWaitSeconds * 1000,
    maxWaiting: limits.maxWaiting,
    changed: liveChanged,
  })
  const authenticator = new Authenticator({ accounts, realm, domain, clock, limits, log })
  const registrar = new Registrar({ authenticator, domain, clock, limits, changed: bindingChanged })
  const guarded = (work: Promise<void>): void => {
    work.catch((error: unknown) => log.error({ error: String(error) }, 'sip request failed'))
  }
  const layer = new TransactionLayer({
    clock,
    limits,
    domain,
    newToken,
    refusal: refusalOf,
    onInvite: (invite) =>
      guarded(
        invite.request.toTag === ''
          ? routeInvite(exchange, authenticator, invite)
          : inDialog(exchange, authenticator, invite),
      ),
    onRequest: (transaction) => guarded(outsideOrInside(transaction)),
    onAck: (_flow, { callId, toTag, fromTag, cseq }: SipRequest) =>
      dialogs.get(dialogKey(callId, toTag, fromTag))?.acknowledged(cseq),
  })
  const legDeps: LegDeps = { layer, clock, newToken, contact, dialogs, onNoAck: (leg) => giveUp(leg) }
  const exchange: Exchange = {
    domain,
    queue,
    limits,
    clock,
    log,
    registrar,
    operators,
    line,
    dialogs,
    callOf,
    calls,
    rate: new CallRate(clock, limits),
    contact,
    newId: newToken,
    newLeg: (identity, flow) => new Leg({ id: newToken(), ...identity }, flow, legDeps),
    record: (event) => ledger.append(event),
  }
  const flows = new Flows({ clock, limits, newId: newToken, receive, closed })

  /** Whatever a stranger sends, the others' calls go on. */
  function receive(flow: Flow, bytes: Uint8Array): void {
    try {
      layer.receive(flow, bytes)
    } catch (error) {
      log.error({ error: String(error) }, 'sip message failed')
    }
  }

  async function outsideOrInside(transaction: ServerTransaction): Promise<void> {
    const { method, toTag } = transaction.request
    if (method === 'REGISTER') return registrar.register(transaction)
    if (toTag !== '') return inDialog(exchange, authenticator, transaction)
    if (method !== 'OPTIONS') return transaction.respond({ status: 481 })
    if (transaction.flow.accounts.size === 0) return authenticator.challenge(transaction)
    return transaction.respond({ status: 200, headers: [allowHeader, ['Accept', 'application/sdp']] })
  }

  function bindingChanged(username: string, binding: Binding | null): void {
    if (binding === null) return operators.unregistered(username)
    // A phone that is back with the contact of its call is back in the call.
    for (const leg of callOf.keys()) {
      if (leg.isLost && leg.username === username && leg.dialog?.remoteTarget === binding.uri) {
        foundAgain(exchange, leg, binding.flow)
      }
    }
    operators.registered(binding.account)
  }

  function closed(flow: Flow): void {
    registrar.flowClosed(flow)
    layer.flowClosed(flow)
    for (const [leg, call] of callOf) {
      if (leg.flow !== flow) continue
      if (leg.state === 'up') {
        const graceSeconds =
          leg.role === 'operator' ? (options.lostPageSeconds?.() ?? limits.graceSeconds) : limits.graceSeconds
        leg.lost(graceSeconds * 1000, () => giveUp(leg))
        exchange.record({ type: 'leg.lost', callId: call.id, legId: leg.id })
      } else if (leg === call.origin) {
        endCall(exchange, call, { by: leg.role === 'operator' ? 'operator' : 'caller', cause: 'cancelled' })
      }
    }
  }

  function giveUp(leg: Leg): void {
    const call = callOf.get(leg)
    if (call !== undefined && !giveBack(exchange, leg))
      endCall(exchange, call, { by: 'system', cause: 'lost' })
  }

  async function refresh(username: string): Promise<void> {
    const account = await accounts.find(username)
    registrar.refresh(username, account)
    if (account === null) flows.closeOf(username, 'account ended')
    else if (registrar.bindingOf(username) !== null) operators.registered(account)
  }

  return {
    flows,
    limits,
    live,
    refreshAccounts(usernames = flows.accounts()) {
      for (const username of usernames) guarded(refresh(username))
    },
    take(callId, username) {
      // who talks or is rung for another cannot take a second one
      if (!operators.isBusy(username) && registrar.bindingOf(username) !== null) line.take(callId, username)
    },
    giveBack(username) {
      // another window of his, or a new page, has the phone: it takes the talk up
      if (registrar.bindingOf(username) !== null) return
      for (const leg of callOf.keys()) if (leg.username === username && leg.isLost) giveBack(exchange, leg)
    },
    counts: () => ({
      flows: flows.size,
      heldBytes: flows.heldBytes,
      ...layer.counts,
      dialogs: dialogs.size,
      legs: callOf.size,
      calls: calls.size,
      bindings: registrar.size,
      waiting: line.size,
    }),
    stop() {
      if (isStopped) return
      for (const call of calls) endCall(exchange, call, { by: 'system', cause: 'lost', status: 503 })
      isStopped = true
      line.stop()
      registrar.stop()
      layer.stop()
      ledger.close()
    },
  }
}
