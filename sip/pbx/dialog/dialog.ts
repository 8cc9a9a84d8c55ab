import type { OutgoingRequest, SipResponse } from '../message/message.ts'
import { parseNameAddr } from '../message/name-addr.ts'
import type { SipRequest } from '../message/request.ts'

/** The state of RFC 3261 §12 that a back-to-back user agent needs; one for each leg. */
export interface Dialog {
  callId: string
  localTag: string
  remoteTag: string
  /** From and To of our requests, without their tags. */
  local: string
  remote: string
  /** Request-URI of our requests: the peer's Contact. */
  remoteTarget: string
  localSeq: number
  /** -1 until the peer sent a request. */
  remoteSeq: number
}

/** Finds a dialog from our side of it. */
export const dialogKey = (callId: string, localTag: string, remoteTag: string): string =>
  `${callId}\n${localTag}\n${remoteTag}`

export const keyOf = (dialog: Dialog): string => dialogKey(dialog.callId, dialog.localTag, dialog.remoteTag)

const withoutTag = (displayName: string, uri: string): string =>
  displayName === '' ? `<${uri}>` : `"${displayName.replaceAll(/[\\"]/g, '')}" <${uri}>`

/** RFC 3261 §12.1.1: we answered the INVITE. Null without a usable Contact. */
export function dialogOfRequest(request: SipRequest, localTag: string): Dialog | null {
  const contact = parseNameAddr(request.raw.headers.get('contact') ?? '')
  if (contact === null) return null
  return {
    callId: request.callId,
    localTag,
    remoteTag: request.fromTag,
    local: withoutTag(request.to.displayName, request.to.uri),
    remote: withoutTag(request.from.displayName, request.from.uri),
    remoteTarget: contact.uri,
    localSeq: 0,
    remoteSeq: request.cseq,
  }
}

/** RFC 3261 §12.1.2: our INVITE was answered. The target stays where we sent it when there is no usable Contact. */
export function dialogOfResponse(invite: InviteIdentity, target: string, response: SipResponse): Dialog {
  const to = parseNameAddr(response.headers.get('to') ?? '')
  const contact = parseNameAddr(response.headers.get('contact') ?? '')
  return {
    ...invite,
    remoteTag: to?.params.get('tag') ?? '',
    remoteTarget: contact?.uri ?? target,
    remoteSeq: -1,
  }
}

/** What an INVITE of ours fixes of its dialog. */
export type InviteIdentity = Pick<Dialog, 'callId' | 'localTag' | 'local' | 'remote' | 'localSeq'>

/** A request within the dialog (RFC 3261 §12.2.1.1); an ACK takes the CSeq of its INVITE. */
export function requestIn(
  dialog: Dialog,
  method: string,
  headers: readonly [string, string][],
  body = '',
  cseq?: number,
): OutgoingRequest {
  return {
    method,
    uri: dialog.remoteTarget,
    headers: [
      ['Max-Forwards', '70'],
      ['From', `${dialog.local};tag=${dialog.localTag}`],
      ['To', dialog.remoteTag === '' ? dialog.remote : `${dialog.remote};tag=${dialog.remoteTag}`],
      ['Call-ID', dialog.callId],
      ['CSeq', `${cseq ?? ++dialog.localSeq} ${method}`],
      ...headers,
    ],
    body,
  }
}
