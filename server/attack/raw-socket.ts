import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** A connection of an attacker's: errors and ends of it are what he expects. */
export async function openRaw(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => socket.destroy())
  await Promise.race([once(socket, 'connect'), once(socket, 'close')])
  return socket
}

/** A WebSocket handshake by hand; resolves with the status of the answer, 0 when there was none. */
export async function upgradeRaw(
  socket: Socket,
  target: string,
  headers: Record<string, string> = {},
): Promise<number> {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.write(
    `GET ${target} HTTP/1.1\r\nHost: 127.0.0.1:${socket.remotePort}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${Buffer.alloc(16).toString('base64')}\r\n${lines.join('')}\r\n`,
  )
  const answer: unknown = await Promise.race([
    once(socket, 'data').then(([chunk]) => chunk),
    once(socket, 'close').then(() => ''),
  ])
  return Number(/^HTTP\/1\.1 (\d+)/.exec(String(answer))?.[1] ?? 0)
}

/** A masked frame of RFC 6455 with a mask of zeros; `opcode` 1 is text, 9 a ping. At most 65,535 bytes. */
export function frame(opcode: number, payload: Buffer): Buffer {
  const isShort = payload.length < 126
  const head = Buffer.alloc(isShort ? 6 : 8)
  head[0] = 0x80 | opcode
  head[1] = 0x80 | (isShort ? payload.length : 126)
  if (!isShort) head.writeUInt16BE(payload.length, 2)
  return Buffer.concat([head, payload])
}
