import { decimal, isToken } from './characters.ts'
import { scanHead, type FieldPlace } from './head.ts'
import { Headers } from './headers.ts'
import type { RawRequest, SipResponse } from './message.ts'

/**
 * One WebSocket message is one SIP message (RFC 7118 §4.2): no framing, no retransmission. Every value is read out of
 * the bytes by itself, so that keeping one keeps nothing else of the message. Null for what is neither request nor
 * response, or a response whose form is broken (RFC 3261 §18.1.2: dropped).
 */
export function parseMessage(message: Uint8Array): RawRequest | SipResponse | null {
  const head = scanHead(message)
  const bytes = Buffer.from(message.buffer, message.byteOffset, message.byteLength)
  const headers = new Headers()
  let fault = readHeaders(bytes, head.fields, headers) ?? head.fault
  const body = fault === null ? cutBody(bytes, head.body, headers) : ''
  if (body === null) fault = 'Bad Content-Length'
  const first = bytes.toString('utf8', head.start, head.end)
  return first.startsWith('SIP/')
    ? fault === null
      ? statusLine(first, headers, body ?? '')
      : null
    : requestLine(first, headers, body ?? '', fault)
}

/** Fills `headers`, folded lines joined (RFC 3261 §7.3.1); gives the first fault and stops there. */
function readHeaders(bytes: Buffer, fields: readonly FieldPlace[], headers: Headers): string | null {
  for (const { start, colon, end, folded } of fields) {
    const name = bytes.toString('latin1', start, colon).trimEnd()
    if (!isToken(name)) return 'Bad Header Field'
    let value = bytes.toString('utf8', colon + 1, end)
    for (const [from, to] of folded ?? []) value += ` ${bytes.toString('utf8', from, to).trim()}`
    headers.add(name, value.trim())
  }
  return null
}

/** Cut to Content-Length bytes; what follows is ignored (RFC 3261 §18.3). Null: it says more than there is. */
function cutBody(bytes: Buffer, start: number, headers: Headers): string | null {
  const said = headers.get('content-length')
  if (said === undefined) return bytes.toString('utf8', start, bytes.length)
  if (headers.count('content-length') > 1) return null
  const length = decimal(said, 0xffff_ffff)
  return length === null || length > bytes.length - start
    ? null
    : bytes.toString('utf8', start, start + length)
}

function requestLine(line: string, headers: Headers, body: string, fault: string | null): RawRequest | null {
  const firstSpace = line.indexOf(' ')
  const lastSpace = line.lastIndexOf(' ')
  const method = firstSpace < 0 ? line : line.slice(0, firstSpace)
  if (!isToken(method)) return null
  const uri = lastSpace > firstSpace ? line.slice(firstSpace + 1, lastSpace) : ''
  const version = lastSpace > firstSpace ? line.slice(lastSpace + 1) : ''
  // RFC 3261 §7.1: single blanks, none in the URI, nothing after the version (RFC 4475 §3.1.2.8–10).
  const isBroken = uri === '' || uri.includes(' ') || version === ''
  return {
    kind: 'request',
    method,
    uri,
    version,
    headers,
    body,
    fault: isBroken ? 'Bad Request-Line' : fault,
  }
}

function statusLine(line: string, headers: Headers, body: string): SipResponse | null {
  if (!line.startsWith('SIP/2.0 ')) return null
  const space = line.indexOf(' ', 8)
  const status = decimal(line.slice(8, space < 0 ? line.length : space), 699)
  if (status === null || status < 100) return null
  return { kind: 'response', status, reason: space < 0 ? '' : line.slice(space + 1), headers, body }
}
