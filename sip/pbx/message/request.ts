import { decimal } from './characters.ts'
import type { RawRequest } from './message.ts'
import { parseNameAddr, type NameAddr } from './name-addr.ts'
import { parseUri, type Uri } from './uri.ts'
import { parseVia, type Via } from './via.ts'

/** A request whose mandatory header fields are there, once each, and well formed (RFC 3261 §8.1.1). */
export interface SipRequest {
  raw: RawRequest
  method: string
  uri: Uri & { scheme: 'sip' | 'sips' }
  via: Via
  from: NameAddr
  to: NameAddr
  fromTag: string
  toTag: string
  callId: string
  cseq: number
  maxForwards: number
  body: string
}

/** Why a request is answered without looking further. */
export interface Fault {
  status: number
  reason?: string
  headers?: [name: string, value: string][]
}

const bad = (reason: string): Fault => ({ status: 400, reason })
const onceOnly = ['from', 'to', 'call-id', 'cseq'] as const
const atMostOnce = ['max-forwards', 'content-type', 'expires', 'replaces', 'refer-to'] as const

/** Reads a request in the order in which RFC 3261 §8.2 and RFC 4475 name the refusals. */
export function readRequest(raw: RawRequest): SipRequest | Fault {
  const { headers } = raw
  if (raw.fault !== null) return bad(raw.fault)
  if (raw.version !== 'SIP/2.0') return { status: 505 }
  for (const name of onceOnly) if (headers.count(name) !== 1) return bad(`One ${name} Header Field Expected`)
  for (const name of atMostOnce) if (headers.count(name) > 1) return bad(`More Than One ${name} Header Field`)
  const via = parseVia(headers.get('via') ?? '')
  // RFC 4475 §3.2.1: the magic cookie with nothing after it identifies nothing.
  if (via === null || via.branch === 'z9hG4bK') return bad('Bad Via')
  const from = parseNameAddr(headers.get('from') ?? '')
  const to = parseNameAddr(headers.get('to') ?? '')
  if (from === null || parseUri(from.uri) === null) return bad('Bad From')
  if (to === null || parseUri(to.uri) === null) return bad('Bad To')
  const cseq = readCseq(headers.get('cseq') ?? '', raw.method)
  if (typeof cseq === 'string') return bad(cseq)
  const maxForwards = decimal(headers.get('max-forwards') ?? '70', 255)
  if (maxForwards === null) return bad('Bad Max-Forwards')
  const uri = parseUri(raw.uri)
  // RFC 4475 §3.1.2.11: header fields have no place in a Request-URI.
  if (uri === null || (uri.scheme !== 'other' && uri.headers !== '')) return bad('Bad Request-URI')
  if (uri.scheme === 'other') return { status: 416 }
  const callId = headers.get('call-id') ?? ''
  if (callId === '' || callId.includes(' ')) return bad('Bad Call-ID')
  const fromTag = from.params.get('tag') ?? ''
  const toTag = to.params.get('tag') ?? ''
  const { method, body } = raw
  return { raw, method, uri, via, from, to, fromTag, toTag, callId, cseq, maxForwards, body }
}

/** RFC 3261 §20.16: below 2**31, and the method of the request line. */
function readCseq(value: string, method: string): number | string {
  const blank = value.indexOf(' ')
  const number = decimal(blank < 0 ? value : value.slice(0, blank), 0x7fff_ffff)
  if (number === null || blank < 0) return 'Bad CSeq'
  return value.slice(blank + 1).trim() === method ? number : 'CSeq Names Another Method'
}
