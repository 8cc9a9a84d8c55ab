import type { OutgoingResponse, RawRequest } from '../message/message.ts'
import { serializeResponse } from '../message/serialize.ts'

/** RFC 3261 §8.2.6.2: Via, From, To, Call-ID and CSeq are the request's; To gets our tag. */
export function responseText(raw: RawRequest, response: OutgoingResponse, localTag: string): string {
  const { headers: from } = raw
  const headers: [string, string][] = from.all('via').map((via) => ['Via', via])
  const to = from.get('to')
  if (to !== undefined) headers.push(['To', response.status === 100 ? to : tagged(to, localTag)])
  for (const [key, name] of copied) {
    const value = from.get(key)
    if (value !== undefined) headers.push([name, value])
  }
  headers.push(...(response.headers ?? []))
  return serializeResponse(response.status, response.reason, headers, response.body ?? '')
}

const copied = [
  ['from', 'From'],
  ['call-id', 'Call-ID'],
  ['cseq', 'CSeq'],
] as const

/** A request inside a dialog has its tag already. */
function tagged(to: string, localTag: string): string {
  const close = to.lastIndexOf('>')
  return /;\s*tag\s*=/i.test(close < 0 ? to : to.slice(close)) ? to : `${to};tag=${localTag}`
}
