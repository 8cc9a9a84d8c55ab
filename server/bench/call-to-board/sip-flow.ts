import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { WebSocket } from 'ws'
import { frameText } from '../frame-text.ts'
import { secretOf, type BenchAccount } from './load.ts'

export interface SipSite {
  port: number
  domain: string
  realm: string
  queue: string
  cookie: string
}

interface Call {
  account: BenchAccount
  branch: string
  tag: string
  isCancelled: boolean
}

/** An offer as large as a browser's. */
const sdp = [
  'v=0',
  'o=- 4611731400430051336 2 IN IP4 127.0.0.1',
  's=-',
  't=0 0',
  'm=audio 9 UDP/TLS/RTP/SAVPF 111 0 8 101',
  'c=IN IP4 0.0.0.0',
  'a=rtcp-mux',
  'a=ice-ufrag:abcd',
  'a=ice-pwd:0123456789abcdef01234567',
  `a=fingerprint:sha-256 ${Array.from({ length: 32 }, () => 'AB').join(':')}`,
  'a=setup:actpass',
  'a=mid:0',
  'a=sendrecv',
  'a=rtpmap:111 opus/48000/2',
  'a=rtpmap:101 telephone-event/8000',
  ...Array.from(
    { length: 24 },
    (_, n) => `a=candidate:${n} 1 udp 2113937151 10.0.0.${n} 5${n + 100} typ host`,
  ),
  '',
].join('\r\n')

const random = () => randomBytes(8).toString('hex')
const md5 = (text: string) => createHash('md5').update(text).digest('hex')

/** One WebSocket to the embedded PBX with several signed-in residents; bare SIP text, as cheap as can be. */
export class SipFlow {
  readonly #socket: WebSocket
  readonly #site: SipSite
  readonly #calls = new Map<string, Call>()
  readonly #answers = new Map<string, (text: string) => void>()
  readonly #host = `${random()}.invalid`

  private constructor(socket: WebSocket, site: SipSite) {
    this.#socket = socket
    this.#site = site
    socket.on('message', (data) => this.#receive(frameText(data)))
  }

  /** `address`: as a proxy in front would name it. */
  static async open(
    site: SipSite,
    accounts: readonly BenchAccount[],
    address = '127.0.0.1',
  ): Promise<SipFlow> {
    const socket = new WebSocket(`ws://127.0.0.1:${site.port}/ws`, 'sip', {
      headers: { cookie: site.cookie, 'x-forwarded-for': address },
      origin: `http://127.0.0.1:${site.port}`,
    })
    await once(socket, 'open')
    const flow = new SipFlow(socket, site)
    for (const account of accounts) await flow.#register(account)
    return flow
  }

  stop(): void {
    this.#socket.terminate()
  }

  /** INVITE to the queue; answers what cancels it. */
  invite(account: BenchAccount): () => void {
    const id = random()
    const call: Call = { account, branch: `z9hG4bK${random()}`, tag: random(), isCancelled: false }
    this.#calls.set(id, call)
    this.#send('INVITE', id, call, { body: sdp })
    return () => {
      if (call.isCancelled || !this.#calls.has(id)) return
      call.isCancelled = true
      this.#send('CANCEL', id, call)
    }
  }

  async #register(account: BenchAccount): Promise<void> {
    const { domain, realm } = this.#site
    const call: Call = { account, branch: `z9hG4bK${random()}`, tag: random(), isCancelled: false }
    const id = random()
    const challenge = await this.#ask('REGISTER', id, call)
    const nonce = /WWW-Authenticate:[^\r]*nonce="([^"]+)"[^\r]*MD5/i.exec(challenge)?.[1] ?? ''
    const uri = `sip:${domain}`
    const ha1 = md5(`${account.username}:${realm}:${secretOf(account.username)}`)
    const response = md5(`${ha1}:${nonce}:00000001:c:auth:${md5(`REGISTER:${uri}`)}`)
    const authorization =
      `Digest username="${account.username}", realm="${realm}", nonce="${nonce}", uri="${uri}", ` +
      `response="${response}", algorithm=MD5, qop=auth, nc=00000001, cnonce="c"`
    const answer = await this.#ask('REGISTER', id, { ...call, branch: `z9hG4bK${random()}` }, authorization)
    if (!answer.startsWith('SIP/2.0 200')) throw new Error(`REGISTER was refused: ${answer.split('\r\n')[0]}`)
  }

  #ask(method: string, id: string, call: Call, authorization?: string): Promise<string> {
    return new Promise((resolve) => {
      this.#answers.set(call.branch, resolve)
      this.#send(method, id, call, authorization === undefined ? {} : { authorization })
    })
  }

  #send(
    method: string,
    id: string,
    call: Call,
    more: { body?: string; authorization?: string; to?: string } = {},
  ) {
    const { domain, queue } = this.#site
    const { username } = call.account
    const isRegister = method === 'REGISTER'
    const target = isRegister ? `sip:${domain}` : `sip:${queue}@${domain}`
    const body = more.body ?? ''
    const lines = [
      `${method} ${target} SIP/2.0`,
      `Via: SIP/2.0/WS ${this.#host};branch=${call.branch}`,
      'Max-Forwards: 70',
      `From: <sip:${username}@${domain}>;tag=${call.tag}`,
      more.to ?? `To: <${isRegister ? `sip:${username}@${domain}` : target}>`,
      `Call-ID: ${id}`,
      `CSeq: ${more.authorization === undefined ? 1 : 2} ${method}`,
      `Contact: <sip:${username}@${this.#host};transport=ws>`,
      ...(isRegister ? ['Expires: 600'] : []),
      ...(more.authorization === undefined ? [] : [`Authorization: ${more.authorization}`]),
      ...(body === '' ? [] : ['Content-Type: application/sdp']),
      `Content-Length: ${Buffer.byteLength(body)}`,
    ]
    this.#socket.send(`${lines.join('\r\n')}\r\n\r\n${body}`)
  }

  #receive(text: string): void {
    const status = Number(/^SIP\/2\.0 (\d{3})/.exec(text)?.[1] ?? 0)
    if (status < 200) return
    const branch = /branch=([^;\s]+)/.exec(text)?.[1] ?? ''
    const answer = this.#answers.get(branch)
    if (answer !== undefined) {
      this.#answers.delete(branch)
      answer(text)
      return
    }
    const id = /^Call-ID:\s*(\S+)/im.exec(text)?.[1] ?? ''
    const call = this.#calls.get(id)
    if (call === undefined || !/^CSeq:\s*1 INVITE/im.test(text)) return
    this.#calls.delete(id)
    const to = /^To:[^\r]*/im.exec(text)?.[0]
    this.#send('ACK', id, call, to === undefined ? {} : { to })
    if (status !== 487) throw new Error(`a call was answered with ${text.split('\r\n')[0]}`)
  }
}
