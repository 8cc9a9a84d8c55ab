import { allowHeader } from '../check-request.ts'
import type { Authenticator } from '../auth/authenticator.ts'
import { dialogKey } from '../dialog/dialog.ts'
import { InviteServerTransaction } from '../transaction/invite-server.ts'
import type { ServerTransaction } from '../transaction/server-transaction.ts'
import type { Call } from './call.ts'
import { endCall, endLeg, sideOf } from './end.ts'
import { foundAgain } from './transfer/found-again.ts'
import type { Exchange } from './exchange/exchange.ts'
import type { Leg } from './leg.ts'
import { refer } from './transfer/refer.ts'
import { relayInfo, relayReinvite } from './exchange/relay.ts'

/** A request with a To tag (RFC 3261 §12.2.2): from the party of that leg, whatever flow it comes on now. */
export async function inDialog(
  exchange: Exchange,
  authenticator: Authenticator,
  transaction: ServerTransaction,
): Promise<void> {
  const { request, flow } = transaction
  const leg = exchange.dialogs.get(dialogKey(request.callId, request.toTag, request.fromTag))
  if (leg?.dialog == null) return transaction.respond({ status: 481 })
  if (leg.flow !== flow) {
    if (!flow.accounts.has(leg.username)) {
      const account = await authenticator.authenticate(transaction)
      if (account === null || transaction.isFinal) return
      if (account.username !== leg.username) return transaction.respond({ status: 403 })
    }
    foundAgain(exchange, leg, flow)
  }
  const call = exchange.callOf.get(leg)
  if (call === undefined || leg.state !== 'up') return transaction.respond({ status: 481 })
  // RFC 3261 §12.2.2: out of order.
  if (request.cseq <= leg.dialog.remoteSeq)
    return transaction.respond({ status: 500, reason: 'CSeq Out Of Order' })
  leg.dialog.remoteSeq = request.cseq
  if (transaction instanceof InviteServerTransaction) return relayReinvite(exchange, call, leg, transaction)
  switch (request.method) {
    case 'BYE':
      return bye(exchange, call, leg, transaction)
    case 'INFO':
      return relayInfo(call, leg, transaction)
    case 'REFER':
      return refer(exchange, call, leg, transaction)
    case 'OPTIONS':
      return transaction.respond({ status: 200, headers: [allowHeader] })
    default:
      return transaction.respond({ status: 405, headers: [allowHeader] })
  }
}

function bye(exchange: Exchange, call: Call, leg: Leg, transaction: ServerTransaction): void {
  transaction.respond({ status: 200 })
  leg.ended()
  // The operator leaves while his transfer goes on; a party that is being transferred ends all.
  const isReferer = call.isMoving && leg.role === 'operator' && call.parties.length > 1
  endLeg(exchange, call, leg, 'normal')
  if (!isReferer) endCall(exchange, call, { by: sideOf(leg), cause: 'normal' })
}
