import { decimal, isToken } from './characters.ts'
import { Headers } from './headers.ts'
import type { RawRequest, SipResponse } from './message.ts'

/** More header lines than this are refused; the longest torture message has 34. */
const maxHeaderLines = 200
const utf8 = new TextDecoder('utf-8')

/**
 * One WebSocket message is one SIP message (RFC 7118 §4.2): no framing, no retransmission. A single pass over the
 * text. Null for what is neither request nor response, or a response whose form is broken (RFC 3261 §18.1.2: dropped).
 */
export function parseMessage(bytes: Uint8Array): RawRequest | SipResponse | null {
  const text = utf8.decode(bytes)
  let start = 0
  // RFC 3261 §7.5: empty lines before the start line are ignored.
  while (text.charCodeAt(start) === 13 && text.charCodeAt(start + 1) === 10) start += 2
  const blankLine = text.indexOf('\r\n\r\n', start)
  const headEnd = blankLine < 0 ? text.length : blankLine
  const firstEnd = lineEnd(text, start, headEnd)
  const headers = new Headers()
  let fault = readHeaders(text, firstEnd + 2, headEnd, headers)
  if (blankLine < 0) fault ??= 'No Empty Line'
  const rest = blankLine < 0 ? '' : text.slice(blankLine + 4)
  const body = cutBody(rest, headers)
  if (body === null) fault ??= 'Bad Content-Length'
  const first = text.slice(start, firstEnd)
  return first.startsWith('SIP/')
    ? fault === null
      ? statusLine(first, headers, body ?? '')
      : null
    : requestLine(first, headers, body ?? '', fault)
}

function lineEnd(text: string, from: number, limit: number): number {
  const end = text.indexOf('\r\n', from)
  return end < 0 || end > limit ? limit : end
}

/** Fills `headers`, folded lines joined (RFC 3261 §7.3.1); gives the fault. */
function readHeaders(text: string, from: number, limit: number, headers: Headers): string | null {
  let fault: string | null = null
  let i = from
  while (i < limit) {
    let end = lineEnd(text, i, limit)
    const colon = text.indexOf(':', i)
    let value: string | null = null
    while (text.charCodeAt(end + 2) === 32 || text.charCodeAt(end + 2) === 9) {
      if (end >= limit) break
      value = `${value ?? text.slice(i, end)} ${text.slice(end + 2, (end = lineEnd(text, end + 2, limit))).trim()}`
    }
    const name = colon < 0 || colon > end ? '' : text.slice(i, colon).trimEnd()
    if (!isToken(name)) fault = 'Bad Header Field'
    else if (headers.names.length >= maxHeaderLines) return 'Too Many Header Fields'
    else
      headers.add(
        name,
        value === null ? text.slice(colon + 1, end).trim() : value.slice(colon + 1 - i).trim(),
      )
    i = end + 2
  }
  return fault
}

/** Cut to Content-Length bytes; what follows is ignored (RFC 3261 §18.3). Null: it says more than there is. */
function cutBody(rest: string, headers: Headers): string | null {
  const said = headers.get('content-length')
  if (said === undefined) return rest
  if (headers.count('content-length') > 1) return null
  const length = decimal(said, 0xffff_ffff)
  if (length === null) return null
  if (length === 0) return ''
  const available = Buffer.byteLength(rest)
  if (length > available) return null
  return length === available ? rest : Buffer.from(rest).toString('utf8', 0, length)
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
