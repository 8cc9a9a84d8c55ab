import type { SipAccount } from '../../live.ts'
import type { Authenticator } from '../auth/authenticator.ts'
import { parseReplaces } from '../dialog/replaces.ts'
import { subscriberDigits } from '../registrar/same-number.ts'
import type { InviteServerTransaction } from '../transaction/invite-server.ts'
import { newCall, type Call } from './call.ts'
import { connectOrigin } from './connect.ts'
import { endCall } from './end.ts'
import { enqueue } from './enqueue.ts'
import { callsOf, isOperator, pageCallsFrom, type Exchange } from './exchange/exchange.ts'
import { reattach } from './transfer/reattach.ts'
import { ring } from './ring.ts'

/** An INVITE outside of any dialog: a new call, or the return to one (RFC 3891). */
export async function routeInvite(
  exchange: Exchange,
  authenticator: Authenticator,
  invite: InviteServerTransaction,
): Promise<void> {
  const account = await authenticator.sender(invite)
  if (account === null || invite.isFinal) return
  const { request } = invite
  // An offer in the answer, and its answer in the ACK, are not for browsers' first INVITE.
  if (request.body === '') return invite.respond({ status: 488, reason: 'Offer Expected' })
  if (request.raw.headers.get('contact') === undefined)
    return invite.respond({ status: 400, reason: 'No Contact' })
  const replaces = request.raw.headers.get('replaces')
  if (replaces !== undefined) {
    const dialog = parseReplaces(replaces)
    if (dialog === null) return invite.respond({ status: 400, reason: 'Bad Replaces' })
    return reattach(exchange, invite, account, dialog)
  }
  const { limits } = exchange
  const most = isOperator(account) ? limits.maxCallsPerOperator : limits.maxCallsPerCaller
  if (callsOf(exchange, account.username) >= most) return invite.respond({ status: 486 })
  // Pages are anybody's: one address must not fill the queue before the telephones of all others.
  const isCrowded = pageCallsFrom(exchange, invite.flow.address) >= limits.maxPageCallsPerAddress
  if (!isOperator(account) && isCrowded) return invite.respond({ status: 486 })
  if (exchange.calls.size >= limits.maxCalls) {
    return invite.respond({ status: 503, headers: [['Retry-After', '10']] })
  }
  if (request.uri.host !== exchange.domain) return invite.respond({ status: 404 })
  if (isOperator(account)) await dial(exchange, invite, account)
  else arrive(exchange, invite, account)
}

/** A resident calls: the queue is all that there is for him. */
function arrive(exchange: Exchange, invite: InviteServerTransaction, account: SipAccount): void {
  if (invite.request.uri.user !== exchange.queue.number) return invite.respond({ status: 404 })
  const { username, number } = account
  const digits = subscriberDigits(number)
  const names = [`account ${username}`, ...(digits === '' ? [] : [`number ${digits}`])]
  if (!exchange.rate.admits(names)) return invite.respond({ status: 486 })
  invite.respond({ status: 100 })
  const from = { number: account.number, name: account.displayName }
  const call = begin(exchange, invite, account, { direction: 'in', from })
  const { id, origin } = call
  const { number: to } = exchange.queue
  exchange.record({
    type: 'call.arrived',
    callId: id,
    legId: origin.id,
    from: from.number.slice(0, 120),
    displayName: from.name.slice(0, 200),
    to,
    isNumberTyped: true,
  })
  enqueue(exchange, call)
}

/** An operator calls a colleague, or back to a caller who is registered; nobody else can be reached from here. */
async function dial(exchange: Exchange, invite: InviteServerTransaction, account: SipAccount): Promise<void> {
  const { registrar, operators } = exchange
  const to = invite.request.uri.user
  const colleague = registrar.bindingOf(to)
  const binding = colleague?.account.kind === 'operator' ? colleague : registrar.findByNumber(to)
  invite.respond({ status: 100 })
  const name = account.displayName
  const call = begin(exchange, invite, account, {
    direction: 'out',
    from: { number: account.username, name },
  })
  const { id, origin } = call
  operators.rings(account.username, origin.id)
  exchange.record({
    type: 'call.dialled',
    callId: id,
    legId: origin.id,
    operator: account.username,
    to: to.slice(0, 120),
  })
  if (binding === null || to === account.username) {
    return endCall(exchange, call, { by: 'system', cause: 'failed', status: 404 })
  }
  if (operators.isBusy(binding.account.username)) {
    return endCall(exchange, call, { by: 'system', cause: 'busy', status: 486 })
  }
  const result = await ring(exchange, call, binding, call.offer, () => origin.progress(180))
  if (result.leg !== null) {
    connectOrigin(exchange, call, result.leg, result.answer)
    return
  }
  const { status } = result
  const cause = result.cause === 'busy' ? 'busy' : result.cause === 'noAnswer' ? 'noAnswer' : 'failed'
  endCall(exchange, call, { by: 'caller', cause, status: status === 487 ? 480 : status })
}

function begin(
  exchange: Exchange,
  invite: InviteServerTransaction,
  account: SipAccount,
  facts: Pick<Call, 'direction' | 'from'>,
): Call {
  const role = isOperator(account) ? 'operator' : 'caller'
  const origin = exchange.newLeg({ username: account.username, role }, invite.flow)
  origin.takes(invite)
  const call = newCall(exchange.newId(), origin, { ...facts, offer: invite.request.body })
  exchange.calls.add(call)
  exchange.callOf.set(origin, call)
  invite.onCancel = () => {
    const by = origin.role === 'operator' ? 'operator' : 'caller'
    endCall(exchange, call, { by, cause: 'cancelled' })
  }
  return call
}
