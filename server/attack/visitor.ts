import { once } from 'node:events'
import { request } from 'node:http'
import { json } from 'node:stream/consumers'
import { WebSocket, type RawData } from 'ws'
import { PhoneCredentials } from '#contracts/phone.ts'
import { digestResponse } from '#sip/pbx/auth/digest.ts'
import type { Target } from './attack.ts'

/** Whom the public call page lets in; from any address of loopback (`127.0.0.2`), so that one machine is many. */
export async function visit(target: Target, address: string, number: string): Promise<PhoneCredentials> {
  const asked = request({
    host: '127.0.0.1',
    port: target.port,
    localAddress: address,
    method: 'POST',
    path: '/api/caller/credentials',
    headers: { 'content-type': 'application/json', origin: target.origin },
  })
  asked.end(JSON.stringify({ number, name: '' }))
  const [answer] = await once(asked, 'response')
  return PhoneCredentials.parse(await json(answer))
}

/** A SIP socket of the page; null when it was refused. What arrives is read and forgotten unless somebody listens. */
export async function openSocket(
  target: Target,
  address: string,
  { server }: PhoneCredentials,
  headers: Record<string, string> = {},
): Promise<WebSocket | null> {
  const url = new URL(server)
  url.hostname = '127.0.0.1'
  const socket = new WebSocket(url, 'sip', {
    localAddress: address,
    origin: target.origin,
    headers,
    perMessageDeflate: false,
  })
  const opened = await once(socket, 'open').then(
    () => true,
    () => false,
  )
  socket.on('error', () => socket.terminate())
  return opened ? socket : null
}

let count = 0

/** One request of this account; `fields` and `body` as the attack likes. */
export function message(
  { username, domain }: PhoneCredentials,
  method: string,
  uri: string,
  { fields = '', body = '', branch = `z9hG4bKattack${++count}` } = {},
): string {
  return (
    `${method} ${uri} SIP/2.0\r\nVia: SIP/2.0/WS x.invalid;branch=${branch}\r\nMax-Forwards: 70\r\n` +
    `From: <sip:${username}@${domain}>;tag=a\r\nTo: <${uri}>\r\nCall-ID: ${branch}\r\nCSeq: 1 ${method}\r\n` +
    `Contact: <sip:${username}@x.invalid;transport=ws>\r\n${fields}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  )
}

/** Status of the final answer to this request, or of the first provisional one above 100. */
export function ask(socket: WebSocket, text: string): Promise<{ status: number; text: string }> {
  const branch = /branch=(\S+)/.exec(text)?.[1] ?? ''
  return new Promise((resolve, reject) => {
    const done = (): void => {
      socket.off('message', hear)
      socket.off('close', gone)
    }
    const gone = (): void => {
      done()
      reject(new Error('the socket was closed'))
    }
    // several answers may come in one piece: 100 and 182
    const hear = (data: RawData): void => {
      const answer = Buffer.isBuffer(data) ? data.toString() : ''
      const status = Number(/^SIP\/2\.0 (\d{3})/.exec(answer)?.[1])
      if (!answer.includes(branch) || !(status > 100)) return
      done()
      resolve({ status, text: answer })
    }
    socket.on('message', hear)
    socket.once('close', gone)
    socket.send(text)
  })
}

/** Registers with the secret that the page was given. */
export async function register(socket: WebSocket, credentials: PhoneCredentials): Promise<number> {
  const { username, domain, realm, ha1 } = credentials
  const uri = `sip:${domain}`
  const own = { fields: 'Expires: 60\r\n' }
  const asReg = (text: string): string => text.replace(`To: <${uri}>`, `To: <sip:${username}@${domain}>`)
  const challenged = await ask(socket, asReg(message(credentials, 'REGISTER', uri, own)))
  const nonce = [...challenged.text.matchAll(/nonce="([^"]+)"[^\r]*algorithm=MD5/g)].at(-1)?.[1] ?? ''
  const parts = { nonce, nc: '00000001', cnonce: 'a', uri, algorithm: 'MD5' } as const
  const response = digestResponse(ha1, 'REGISTER', parts)
  const digest =
    `Authorization: Digest username="${username}", realm="${realm}", nonce="${nonce}", uri="${uri}", ` +
    `response="${response}", algorithm=MD5, qop=auth, nc=00000001, cnonce="a"\r\n`
  const answered = await ask(
    socket,
    asReg(message(credentials, 'REGISTER', uri, { fields: own.fields + digest })),
  )
  return answered.status
}

/** All that were sent have been read by the product, or the socket is gone. */
export async function flushed(socket: WebSocket): Promise<void> {
  while (socket.readyState === socket.OPEN && socket.bufferedAmount > 0) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
