import { createHash } from 'node:crypto'
import { digestResponse } from '../pbx/auth/digest.ts'
import { parseMessage } from '../pbx/message/parse.ts'
import type { RawRequest, SipResponse } from '../pbx/message/message.ts'
import type { Flows } from '../pbx/transport/flows.ts'
import { secretOf, testDomain, testRealm } from './accounts.ts'
import { connectWire, type Fate, type WireEnd } from './wire.ts'

/** A client that writes its messages by hand, for what no well-behaved stack would send. */
export interface RawClient {
  wire: WireEnd
  received: (RawRequest | SipResponse)[]
  statuses(): number[]
  send(text: string | Uint8Array): void
  request(method: string, options?: RequestOptions): string
  /** The last challenge answered with this secret. */
  authorization(
    method: string,
    uri: string,
    options?: { secret?: string; nc?: number; algorithm?: string },
  ): string
}

export interface RequestOptions {
  uri?: string
  branch?: string
  callId?: string
  cseq?: number
  toUser?: string
  toTag?: string
  headers?: string[]
  body?: string
}

let count = 0

export function rawClient(flows: Flows, username: string, address = '192.0.2.7', fate?: Fate): RawClient {
  const wire = connectWire(flows, address, fate)
  const received: (RawRequest | SipResponse)[] = []
  wire.onMessage = (text) => {
    const message = parseMessage(new TextEncoder().encode(text))
    if (message !== null) received.push(message)
  }
  const client: RawClient = {
    wire,
    received,
    statuses: () => received.flatMap((message) => (message.kind === 'response' ? [message.status] : [])),
    send: (text) => wire.send(text),
    request(method, options = {}) {
      count++
      const { body = '', headers = [], toUser = username, toTag } = options
      const lines = [
        `${method} ${options.uri ?? `sip:${testDomain}`} SIP/2.0`,
        `Via: SIP/2.0/WS client.invalid;branch=${options.branch ?? `z9hG4bKraw${count}`}`,
        `Max-Forwards: 70`,
        `From: <sip:${username}@${testDomain}>;tag=from-${username}`,
        `To: <sip:${toUser}@${testDomain}>${toTag === undefined ? '' : `;tag=${toTag}`}`,
        `Call-ID: ${options.callId ?? `call-${username}-${count}`}`,
        `CSeq: ${options.cseq ?? count} ${method}`,
        `Contact: <sip:${username}@client.invalid;transport=ws>`,
        ...headers,
        `Content-Length: ${Buffer.byteLength(body)}`,
      ]
      const text = `${lines.join('\r\n')}\r\n\r\n${body}`
      wire.send(text)
      return text
    },
    authorization(method, uri, { secret = secretOf(username), nc = 1, algorithm = 'MD5' } = {}) {
      const challenge = received
        .flatMap((message) => (message.kind === 'response' ? message.headers.all('www-authenticate') : []))
        .findLast((value) => value.includes(`algorithm=${algorithm}`))
      const nonce = /nonce="([^"]+)"/.exec(challenge ?? '')?.[1] ?? ''
      const name = algorithm === 'MD5' ? 'md5' : 'sha256'
      const ha1 = createHash(name).update(`${username}:${testRealm}:${secret}`).digest('hex')
      const ncHex = nc.toString(16).padStart(8, '0')
      const credentials = {
        nonce,
        nc: ncHex,
        cnonce: 'abc',
        uri,
        algorithm: algorithm === 'MD5' ? ('MD5' as const) : ('SHA-256' as const),
      }
      const response = digestResponse(ha1, method, credentials)
      return `Authorization: Digest username="${username}", realm="${testRealm}", nonce="${nonce}", uri="${uri}", response="${response}", algorithm=${algorithm}, qop=auth, nc=${ncHex}, cnonce="abc"`
    },
  }
  return client
}
