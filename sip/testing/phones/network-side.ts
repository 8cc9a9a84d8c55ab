import { createHash } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { openNetworkSound, type NetworkSound } from './network-sound.ts'

/** The telephone network as the PBX sees it at the far end of its trunk: every call is answered, none is ended. */
export interface NetworkSide {
  /** Numbers that the PBX called, in order. */
  called: string[]
  /** Hears everything and says nothing. */
  isDeaf: boolean
  /** What an INVITE is answered with; 200 by default. */
  status: number
  /** Registrations that were taken. */
  registered: number
  /** Numbers of the calls that go on. */
  talking(): string[]
  /** What the last call to this number heard; it says a tone itself. With `hertz` alone. */
  heard(number: string): readonly number[]
  stop(): Promise<void>
}

const sdp = (address: string, port: number): string =>
  [
    'v=0',
    `o=- 1 1 IN IP4 ${address}`,
    's=-',
    `c=IN IP4 ${address}`,
    't=0 0',
    `m=audio ${port} RTP/AVP 8`,
    '',
  ].join('\r\n')

/** Listens on `address:port` by UDP; whoever registers must be `account`. Each call says a tone of `hertz`, or nothing. */
export async function startNetworkSide(
  address: string,
  port: number,
  account?: { username: string; secret: string },
  hertz?: number,
): Promise<NetworkSide> {
  const socket = createSocket('udp4')
  const called: string[] = []
  const going = new Map<string, string>()
  const sounds = new Map<string, NetworkSound>()
  const side: NetworkSide = {
    called,
    isDeaf: false,
    status: 200,
    registered: 0,
    talking: () => [...going.values()],
    heard: (number) => sounds.get(number)?.heard() ?? [],
    stop: () => {
      for (const sound of sounds.values()) sound.close()
      return new Promise((resolve) => socket.close(() => resolve()))
    },
  }
  socket.on('message', (data, from) => void receive(data.toString(), from))
  async function receive(text: string, from: { address: string; port: number }): Promise<void> {
    if (side.isDeaf) return
    const [, method = '', user = ''] = /^([A-Z]+) sips?:([^@;>\s]*)/.exec(text) ?? []
    if (method === '' || method === 'ACK') return
    const header = (name: string): string[] => text.match(new RegExp(`^${name}:.*$`, 'gim')) ?? []
    const callId = header('Call-ID').join('')
    const isNew = method === 'INVITE' && !going.has(callId)
    if (isNew) called.push(user)
    const status =
      method === 'INVITE' ? side.status : method === 'REGISTER' ? registerStatus(text, account) : 200
    if (isNew && status === 200) going.set(callId, user)
    if (method === 'REGISTER' && status === 200) side.registered++
    if (method === 'BYE' || method === 'CANCEL') going.delete(callId)
    if (isNew && status === 200 && hertz !== undefined)
      sounds.set(user, await openNetworkSound(address, hertz, text))
    const body = method === 'INVITE' && status === 200 ? sdp(address, sounds.get(user)?.port ?? 40_000) : ''
    const to = header('To').map((line) => (/;tag=/.test(line) ? line : `${line.trimEnd()};tag=${port}`))
    const answer = [
      `SIP/2.0 ${status} ${status === 200 ? 'OK' : 'As told'}`,
      ...[...header('Via'), ...header('From'), ...to, callId, ...header('CSeq')].map((line) =>
        line.trimEnd(),
      ),
      ...(method === 'REGISTER' ? header('Contact').map((line) => line.trimEnd()) : []),
      ...(method === 'REGISTER' ? [] : [`Contact: <sip:network@${address}:${port}>`]),
      ...(status === 401 ? [`WWW-Authenticate: Digest realm="${realm}", nonce="once", algorithm=MD5`] : []),
      ...(body === '' ? [] : ['Content-Type: application/sdp']),
      `Content-Length: ${body.length}`,
      '',
      body,
    ]
    socket.send(answer.join('\r\n'), from.port, from.address)
  }
  socket.bind(port, address)
  await once(socket, 'listening')
  return side
}

const realm = 'network'
const md5 = (text: string): string => createHash('md5').update(text).digest('hex')

function registerStatus(text: string, account: { username: string; secret: string } | undefined): number {
  if (account === undefined) return 200
  const given = /^Authorization:.*$/im.exec(text)?.[0]
  if (given === undefined) return 401
  const field = (name: string): string => new RegExp(`${name}="([^"]*)"`).exec(given)?.[1] ?? ''
  const ha1 = md5(`${account.username}:${realm}:${account.secret}`)
  const expected = md5(`${ha1}:once:${md5(`REGISTER:${field('uri')}`)}`)
  return field('response') === expected && field('username') === account.username ? 200 : 403
}
