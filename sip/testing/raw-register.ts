import { createHash, randomUUID } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import type { WebSocket } from 'ws'

/** A way to send one SIP message and to get the next. */
export interface RawWay {
  transport: 'UDP' | 'WS'
  ask(message: string): Promise<string>
  close(): void
}

const md5 = (text: string): string => createHash('md5').update(text).digest('hex')
const wait = (patienceMs: number, what: string): Promise<never> =>
  new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`${what} was not answered`)), patienceMs).unref()
  })

/** By UDP from `from`; a message that nobody answers is rejected after three seconds. */
export async function byUdp(from: string, to: { host: string; port: number }): Promise<RawWay> {
  const socket = createSocket('udp4')
  socket.bind(0, from)
  await once(socket, 'listening')
  return {
    transport: 'UDP',
    async ask(message) {
      const answered = once(socket, 'message').then(([data]) => String(data))
      socket.send(message, to.port, to.host)
      return Promise.race([answered, wait(3000, 'the datagram')])
    },
    close: () => socket.close(),
  }
}

/** Over a WebSocket that is open. */
export const byWebSocket = (socket: WebSocket): RawWay => ({
  transport: 'WS',
  async ask(message) {
    const answered = once(socket, 'message').then(([data]) => String(data))
    socket.send(message)
    return Promise.race([answered, wait(10_000, 'the message')])
  },
  close: () => socket.terminate(),
})

/** REGISTER with the secret; the status of the final answer. */
export async function register(
  way: RawWay,
  account: { username: string; realm: string; ha1: string },
): Promise<number> {
  const callId = randomUUID()
  const uri = `sip:${account.realm}`
  const request = (cseq: number, authorization: string): string =>
    [
      `REGISTER ${uri} SIP/2.0`,
      `Via: SIP/2.0/${way.transport} raw.invalid;branch=z9hG4bK${randomUUID()};rport`,
      `From: <sip:${account.username}@${account.realm}>;tag=${callId}`,
      `To: <sip:${account.username}@${account.realm}>`,
      `Call-ID: ${callId}`,
      `CSeq: ${cseq} REGISTER`,
      `Contact: <sip:${account.username}@raw.invalid;transport=${way.transport.toLowerCase()}>`,
      'Max-Forwards: 70',
      'Expires: 60',
      ...(authorization === '' ? [] : [authorization]),
      'Content-Length: 0',
      '',
      '',
    ].join('\r\n')
  const challenge = await way.ask(request(1, ''))
  const nonce = /nonce="([^"]+)"/.exec(challenge)?.[1]
  const realm = /realm="([^"]+)"/.exec(challenge)?.[1]
  if (nonce === undefined || realm === undefined) return statusOf(challenge)
  const opaque = /opaque="([^"]+)"/.exec(challenge)?.[1]
  const quality = /qop="/.test(challenge) ? { nc: '00000001', cnonce: 'raw' } : null
  const middle = quality === null ? '' : `:${quality.nc}:${quality.cnonce}:auth`
  const response = md5(`${account.ha1}:${nonce}${middle}:${md5(`REGISTER:${uri}`)}`)
  const parts = [
    `Digest username="${account.username}"`,
    `realm="${realm}"`,
    `nonce="${nonce}"`,
    `uri="${uri}"`,
    `response="${response}"`,
    'algorithm=MD5',
    ...(opaque === undefined ? [] : [`opaque="${opaque}"`]),
    ...(quality === null ? [] : ['qop=auth', `nc=${quality.nc}`, `cnonce="${quality.cnonce}"`]),
  ]
  return statusOf(await way.ask(request(2, `Authorization: ${parts.join(', ')}`)))
}

const statusOf = (answer: string): number => Number(/^SIP\/2\.0 (\d{3})/.exec(answer)?.[1] ?? 0)
