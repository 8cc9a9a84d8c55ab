import { describe, expect, test } from 'vitest'
import { tortureMessages } from '../../testing/torture.ts'
import { splitList } from './list.ts'
import { parseNameAddr } from './name-addr.ts'
import { parseMessage } from './parse.ts'
import { readRequest, type SipRequest } from './request.ts'
import { directionOf, isHold } from './sdp.ts'
import { serializeRequest, serializeResponse } from './serialize.ts'
import { parseUri, sipUri } from './uri.ts'
import { parseVia } from './via.ts'

const messages = tortureMessages()
function read(name: string): SipRequest {
  const raw = parseMessage(messages.get(name) ?? Buffer.alloc(0))
  if (raw?.kind !== 'request') throw new Error('no request')
  const request = readRequest(raw)
  if ('status' in request) throw new Error(request.reason ?? String(request.status))
  return request
}

describe('reading', () => {
  test('the short tortuous INVITE (RFC 4475 §3.1.1.1) is understood to the last blank', () => {
    const request = read('wsinv')
    expect(request).toMatchObject({
      method: 'INVITE',
      callId: 'wsinv.ndaksdj@192.0.2.1',
      cseq: 9,
      maxForwards: 68,
      toTag: '1918181833n',
      fromTag: '98asjd8',
    })
    expect(request.from.displayName).toBe(String.raw`J Rosenberg \"`)
    expect(request.via).toEqual({ transport: 'UDP', sentBy: '192.0.2.2', branch: '390skdjuw' })
    expect(request.raw.headers.all('via').flatMap((value) => splitList(value))).toHaveLength(3)
    expect(request.raw.headers.get('newfangledheader')).toBe('newfangled value continued newfangled value')
    expect(request.body).toContain('m=video 3227')
  })

  test('escapes are read in user parts, and not in methods (§3.1.1.3, §3.1.1.9)', () => {
    expect(read('esc01').uri).toMatchObject({ user: 'sips:user@example.com', host: 'example.net' })
    expect(read('semiuri').uri).toMatchObject({ user: 'user;par=u@example.net', host: 'example.com' })
  })

  test('the first message of a frame counts, what follows its Content-Length does not (§3.1.1.8)', () => {
    expect(read('dblreq')).toMatchObject({ method: 'REGISTER', body: '' })
  })

  test.each([
    ['sip:alice@example.com', { user: 'alice', host: 'example.com' }],
    [
      'SIPS:Alice:secret@EXAMPLE.com:5061;transport=tls?x=y',
      { scheme: 'sips', user: 'Alice', host: 'example.com' },
    ],
    ['sip:[2001:db8::1]:5060', { user: '', host: '[2001:db8::1]' }],
    ['tel:+7922', { scheme: 'other' }],
  ])('URI %s', (text, expected) => {
    expect(parseUri(text)).toMatchObject(expected)
  })

  test.each(['sip:a b@example.com', 'sip:', 'sip:a@exa<mple', 'sip:a@b:99999', 'nothing'])(
    'no URI: %s',
    (text) => {
      expect(parseUri(text)).toBeNull()
    },
  )

  test.each([
    ['"A \\"B\\" <c>" <sip:x@y>;tag=1', 'A "B" <c>', 'sip:x@y'],
    ['Анна Петровна <sip:x@y>', 'Анна Петровна', 'sip:x@y'],
    ['<sip:x@y;a=b>;tag=1', '', 'sip:x@y;a=b'],
    ['sip:x@y;tag=1', '', 'sip:x@y'],
  ])('name and address: %s', (text, displayName, uri) => {
    expect(parseNameAddr(text)).toMatchObject({ displayName, uri })
  })

  test.each(['"open <sip:x@y>', '<sip:x@y', 'Bell, A <sip:x@y>', 'sip:x@y?h=1', 'sip:x@y;;', '', '"a" b'])(
    'no name and address: %s',
    (text) => expect(parseNameAddr(text)).toBeNull(),
  )

  test('a Via without its parts is none', () => {
    for (const via of ['', 'SIP/2.0', 'SIP/2.0/UDP', 'SIP/2.0/UDP x;;', 'HTTP/2.0/UDP x', 'SIP/3.0/UDP x']) {
      expect(parseVia(via)).toBeNull()
    }
  })
})

describe('writing', () => {
  test('what is written is read again, bytes counted', () => {
    const text = serializeRequest('INFO', 'sip:x@y', [['Call-ID', 'c']], 'тон')
    expect(parseMessage(Buffer.from(text))).toMatchObject({ method: 'INFO', body: 'тон', fault: null })
    expect(text).toContain('Content-Length: 6\r\n')
  })

  test('no value and no reason begins a line of its own', () => {
    const text = serializeResponse(200, 'a\r\nX-Evil: 1', [['To', 'x\r\n\r\nINVITE\u0000']], '')
    expect(text.split('\r\n')).toEqual([
      'SIP/2.0 200 a  X-Evil: 1',
      'To: x    INVITE ',
      'Content-Length: 0',
      '',
      '',
    ])
  })

  test('numbers and names become users of a URI', () => {
    expect(sipUri('+7922', 'h')).toBe('sip:+7922@h')
    expect(sipUri('a>b@c', 'h')).toBe('sip:a%3Eb%40c@h')
  })
})

describe('hold', () => {
  const sdp = (lines: string): string => `v=0\r\no=- 1 1 IN IP4 1.1.1.1\r\ns=-\r\nt=0 0\r\n${lines}`
  test.each([
    ['m=audio 9 X 0\r\na=sendonly\r\n', 'sendonly', true],
    ['m=audio 9 X 0\r\na=inactive\r\n', 'inactive', true],
    ['m=audio 9 X 0\r\na=recvonly\r\n', 'recvonly', false],
    ['m=audio 9 X 0\r\n', 'sendrecv', false],
    ['a=inactive\r\nm=audio 9 X 0\r\n', 'inactive', true],
    ['m=audio 9 X 0\r\na=sendrecv\r\nm=video 9 X 0\r\na=inactive\r\n', 'sendrecv', false],
    ['m=audio 9 X 0\r\nc=IN IP4 0.0.0.0\r\n', 'inactive', true],
    ['m=audio 9 X 0\r\nc=IN IP4 0.0.0.0\r\na=ice-ufrag:x\r\na=sendrecv\r\n', 'sendrecv', false],
  ])('%j is %s', (lines, direction, isHeld) => {
    expect(directionOf(sdp(lines))).toBe(direction)
    expect(isHold(sdp(lines))).toBe(isHeld)
  })
})
