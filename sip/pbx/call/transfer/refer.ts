import { parseNameAddr } from '#sip/pbx/message/name-addr.ts'
import { parseUri, type Uri } from '#sip/pbx/message/uri.ts'
import { dialogKey } from '#sip/pbx/dialog/dialog.ts'
import { replacesOfUri, type Replaces } from '#sip/pbx/dialog/replaces.ts'
import type { ServerTransaction } from '#sip/pbx/transaction/server-transaction.ts'
import { attendedTransfer } from './attended-transfer.ts'
import { blindTransfer } from './blind-transfer.ts'
import { otherParty, type Call } from '../call.ts'
import type { Exchange } from '../exchange/exchange.ts'
import type { Leg } from '../leg.ts'
import { notifyReferer } from './notify.ts'

/** REFER (RFC 3515): the PBX moves the call itself, and never to anywhere outside. */
export async function refer(
  exchange: Exchange,
  call: Call,
  leg: Leg,
  transaction: ServerTransaction,
): Promise<void> {
  const wish = readReferTo(transaction.request.raw.headers.get('refer-to') ?? '')
  if (wish === null) return transaction.respond({ status: 400, reason: 'Bad Refer-To' })
  if (leg.role !== 'operator' || wish.uri.host !== exchange.domain) {
    return transaction.respond({ status: 403 })
  }
  const other = otherParty(call, leg)
  if (call.isMoving) return transaction.respond({ status: 491 })
  if (other === null || other.isLost) return transaction.respond({ status: 480 })
  if (wish.replaces !== undefined) {
    const { callId, localTag, remoteTag } = wish.replaces
    const second = exchange.dialogs.get(dialogKey(callId, localTag, remoteTag))
    const secondCall = second && exchange.callOf.get(second)
    // Only calls of the operator's own are put together.
    const isOwn = second?.username === leg.username && secondCall !== undefined && secondCall !== call
    if (!isOwn || secondCall.isMoving) return transaction.respond({ status: 481 })
    accept(exchange, leg, transaction)
    return attendedTransfer(exchange, { call, leg, other }, { call: secondCall, leg: second })
  }
  const { user } = wish.uri
  const { registrar, operators, queue } = exchange
  if (user !== queue.number) {
    const binding = registrar.bindingOf(user)
    if (binding?.account.kind !== 'operator' || user === leg.username) {
      return transaction.respond({ status: 404 })
    }
    if (operators.isBusy(user)) return transaction.respond({ status: 486 })
  }
  accept(exchange, leg, transaction)
  return blindTransfer(exchange, { call, leg, other }, user)
}

function accept(exchange: Exchange, leg: Leg, transaction: ServerTransaction): void {
  transaction.respond({ status: 202, headers: [['Contact', exchange.contact]] })
  notifyReferer(exchange, leg, 100)
}

interface ReferTo {
  uri: Uri & { scheme: 'sip' | 'sips' }
  replaces: Replaces | undefined
}

function readReferTo(value: string): ReferTo | null {
  const target = parseNameAddr(value)
  const uri = target && parseUri(target.uri)
  if (uri === null || uri.scheme === 'other') return null
  const replaces = replacesOfUri(uri.headers)
  return replaces === null ? null : { uri, replaces }
}
