import { createSocket } from 'node:dgram'
import { once } from 'node:events'

/** The telephone network as the PBX sees it at the far end of its trunk: every call is answered, none is ended. */
export interface NetworkSide {
  /** Numbers that the PBX called, in order. */
  called: string[]
  /** Numbers of the calls that go on. */
  talking(): string[]
  stop(): Promise<void>
}

const sdp = (address: string): string =>
  [
    'v=0',
    `o=- 1 1 IN IP4 ${address}`,
    's=-',
    `c=IN IP4 ${address}`,
    't=0 0',
    'm=audio 40000 RTP/AVP 8',
    '',
  ].join('\r\n')

/** Listens on `address:port` by UDP. */
export async function startNetworkSide(address: string, port: number): Promise<NetworkSide> {
  const socket = createSocket('udp4')
  const called: string[] = []
  const going = new Map<string, string>()
  socket.on('message', (data, from) => {
    const text = data.toString()
    const [, method = '', user = ''] = /^([A-Z]+) sips?:([^@;>\s]*)/.exec(text) ?? []
    if (method === '' || method === 'ACK') return
    const header = (name: string): string[] => text.match(new RegExp(`^${name}:.*$`, 'gim')) ?? []
    const callId = header('Call-ID').join('')
    const isNew = method === 'INVITE' && !going.has(callId)
    if (isNew) called.push(user)
    if (isNew) going.set(callId, user)
    if (method === 'BYE' || method === 'CANCEL') going.delete(callId)
    const body = method === 'INVITE' ? sdp(address) : ''
    const to = header('To').map((line) => (/;tag=/.test(line) ? line : `${line.trimEnd()};tag=${port}`))
    const answer = [
      'SIP/2.0 200 OK',
      ...[...header('Via'), ...header('From'), ...to, callId, ...header('CSeq')].map((line) =>
        line.trimEnd(),
      ),
      `Contact: <sip:network@${address}:${port}>`,
      ...(body === '' ? [] : ['Content-Type: application/sdp']),
      `Content-Length: ${body.length}`,
      '',
      body,
    ]
    socket.send(answer.join('\r\n'), from.port, from.address)
  })
  socket.bind(port, address)
  await once(socket, 'listening')
  return {
    called,
    talking: () => [...going.values()],
    stop: () => new Promise((resolve) => socket.close(() => resolve())),
  }
}
