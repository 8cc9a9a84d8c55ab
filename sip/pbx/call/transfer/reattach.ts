import type { SipAccount } from '#sip/live.ts'
import { dialogKey } from '#sip/pbx/dialog/dialog.ts'
import type { Replaces } from '#sip/pbx/dialog/replaces.ts'
import { isHold } from '#sip/pbx/message/sdp.ts'
import type { InviteServerTransaction } from '#sip/pbx/transaction/invite-server.ts'
import { callHeaders, otherParty } from '../call.ts'
import { join } from '../connect.ts'
import { endCall, endLeg } from '../end.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { noteHold } from '../exchange/relay.ts'
import { reinviteInTurn } from '../exchange/reinvite-in-turn.ts'

/**
 * INVITE with Replaces (RFC 3891): the page was reloaded, the same person takes up the call with new media. The other
 * party is re-INVITEd with the new offer; only then does the old leg go.
 */
export async function reattach(
  exchange: Exchange,
  invite: InviteServerTransaction,
  account: SipAccount,
  replaces: Replaces,
): Promise<void> {
  const old = exchange.dialogs.get(dialogKey(replaces.callId, replaces.localTag, replaces.remoteTag))
  const call = old === undefined ? undefined : exchange.callOf.get(old)
  // Somebody else's dialog looks like none.
  if (old === undefined || call === undefined || old.username !== account.username) {
    return invite.respond({ status: 481 })
  }
  // RFC 3891 §3: the dialog is confirmed, and the sender wanted none but an early one.
  if (replaces.earlyOnly) return invite.respond({ status: 486 })
  const other = otherParty(call, old)
  if (other === null || other.isLost) return invite.respond({ status: 480, headers: [['Retry-After', '2']] })
  if (call.isMoving) return invite.respond({ status: 491 })
  invite.respond({ status: 100 })
  const fresh = exchange.newLeg({ username: old.username, role: old.role }, invite.flow)
  fresh.takes(invite)
  call.isMoving = true
  const { body: offer } = invite.request
  const answer = await reinviteInTurn(exchange, other, offer)
  call.isMoving = false
  if (call.isOver || answer.status >= 300) {
    fresh.refuse(call.isOver ? 481 : answer.status === 408 ? 480 : answer.status)
    // The old page hung up meanwhile.
    if (!call.isOver && call.parties.length < 2) endCall(exchange, call, { by: 'system', cause: 'lost' })
    return
  }
  const headers = old.role === 'operator' ? callHeaders(call) : []
  if (!fresh.answer(answer.sdp, headers)) return
  if (fresh.role === 'operator') exchange.operators.talks(fresh.username, fresh.id)
  join(exchange, call, fresh)
  endLeg(exchange, call, old, 'normal')
  noteHold(exchange, call, fresh, isHold(offer))
}
