import { parseNameAddr } from './message/name-addr.ts'
import { splitList, tokensOf } from './message/list.ts'
import type { Fault, SipRequest } from './message/request.ts'
import { parseUri } from './message/uri.ts'

export const allowed = ['INVITE', 'ACK', 'CANCEL', 'BYE', 'OPTIONS', 'REGISTER', 'INFO', 'REFER']
/** Methods of the registry that we know and do not offer: 405; what nobody knows: 501 (RFC 3261 §8.2.1, §21.5.2). */
const known = new Set(['MESSAGE', 'SUBSCRIBE', 'NOTIFY', 'PUBLISH', 'PRACK', 'UPDATE'])
const offered = new Set(allowed)
const extensions = new Set(['replaces', 'outbound', 'path'])
const infoTypes = new Set(['application/dtmf-relay', 'application/dtmf'])

export const allowHeader: [string, string] = ['Allow', allowed.join(', ')]
const acceptHeader: [string, string] = ['Accept', 'application/sdp']

/** What is refused by form alone, before anybody is asked who he is (RFC 3261 §8.2.1–3); it tells a stranger nothing. */
export function refusalOf(request: SipRequest): Fault | null {
  const { method, raw, body } = request
  if (!offered.has(method)) return { status: known.has(method) ? 405 : 501, headers: [allowHeader] }
  const { headers } = raw
  // RFC 4475 §3.1.2.12: SIP dates are GMT alone.
  const date = headers.get('date')
  if (date !== undefined && !date.endsWith('GMT')) return { status: 400, reason: 'Bad Date' }
  for (const contact of headers.all('contact').flatMap((value) => splitList(value))) {
    if (contact !== '*' && parseNameAddr(contact) === null) return { status: 400, reason: 'Bad Contact' }
  }
  if (method === 'REGISTER') {
    const to = parseUri(request.to.uri)
    // RFC 4475 §3.3.4: an address of record is a SIP URI.
    if (to === null || to.scheme === 'other') return { status: 400, reason: 'Bad To' }
  }
  if (method === 'CANCEL') return null
  const required = [...headers.all('require'), ...headers.all('proxy-require')]
  const unsupported = tokensOf(required).filter((tag) => !extensions.has(tag))
  if (unsupported.length > 0) return { status: 420, headers: [['Unsupported', unsupported.join(', ')]] }
  // RFC 4475 §3.3.11: an endpoint takes no notice of hops; an INVITE is one that we would send on.
  if (method === 'INVITE' && request.maxForwards === 0) return { status: 483 }
  return body === '' ? acceptable(request) : (unsupportedBody(request) ?? acceptable(request))
}

function unsupportedBody({ method, raw }: SipRequest): Fault | null {
  const [type = ''] = tokensOf([raw.headers.get('content-type') ?? ''])
  const [encoding = 'identity'] = tokensOf([raw.headers.get('content-encoding') ?? ''])
  if (encoding !== 'identity') return { status: 415, headers: [['Accept-Encoding', 'identity']] }
  if (method === 'INVITE' && type !== 'application/sdp') return { status: 415, headers: [acceptHeader] }
  if (method === 'INFO' && !infoTypes.has(type)) {
    return { status: 415, headers: [['Accept', [...infoTypes].join(', ')]] }
  }
  return null
}

/** RFC 4475 §3.3.15: an INVITE whose sender does not take SDP cannot be answered. */
function acceptable({ method, raw }: SipRequest): Fault | null {
  const accept = tokensOf(raw.headers.all('accept'))
  if (method !== 'INVITE' || accept.length === 0) return null
  const isFine = ['application/sdp', 'application/*', '*/*'].some((type) => accept.includes(type))
  return isFine ? null : { status: 406, headers: [acceptHeader] }
}
