import { connect, type Socket } from 'node:net'
import type { Session } from '../call-to-board/boards.ts'
import { readFrames } from './frames.ts'

export interface CountedBoards {
  /** Changes and live states that all of them together got so far; a frame may bring several changes. */
  readonly got: { changes: number; live: number }
  close(): void
}

/** A client's text frame; masked with zeros, which changes nothing. */
function masked(text: string): Buffer {
  const payload = Buffer.from(text)
  return Buffer.concat([Buffer.from([0x81, 0x80 | payload.length, 0, 0, 0, 0]), payload])
}

/** `count` boards that speak just enough of WebSocket and Socket.IO to be in the room and to answer pings. */
export async function openCountedBoards(
  port: number,
  session: Session | null,
  count: number,
): Promise<CountedBoards> {
  const got = { changes: 0, live: 0 }
  const sockets: Socket[] = []
  // a few at a time: this is about frames, not about a storm of reconnections
  for (let first = 0; first < count; first += 25) {
    const some = Array.from({ length: Math.min(25, count - first) }, () => open(port, session, got))
    sockets.push(...(await Promise.all(some)))
  }
  return { got, close: () => sockets.forEach((socket) => socket.destroy()) }
}

/** What a browser sends with the upgrade, in about the usual length. */
const upgrade = (port: number, cookie: string): string =>
  [
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
    `Host: 127.0.0.1:${port}`,
    `Origin: http://127.0.0.1:${port}`,
    `Cookie: ${cookie}`,
    'User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
    'Accept-Language: ru-RU,ru;q=0.9,en;q=0.8',
    'Accept-Encoding: gzip, deflate, br, zstd',
    'Cache-Control: no-cache',
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Version: 13',
    '\r\n',
  ].join('\r\n')

/** `42["journal",{"prev":7,"last":9,` covers two. */
function changesIn(beginning: string): number {
  const [, prev, last] = /"prev":(\d+),"last":(\d+)/.exec(beginning) ?? []
  return Number(last) - Number(prev)
}

function open(port: number, session: Session | null, got: CountedBoards['got']): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('error', reject)
    socket.once('connect', () => socket.write(upgrade(port, session?.cookie ?? '')))
    const read = readFrames((beginning) => {
      if (beginning.startsWith('42["journal')) got.changes += changesIn(beginning)
      else if (beginning.startsWith('42["live')) got.live++
      else if (beginning === '2') socket.write(masked('3'))
      else if (beginning.startsWith('0')) socket.write(masked(`40${JSON.stringify({ csrf: session?.csrf })}`))
      else if (beginning.startsWith('40')) socket.write(masked('420["resume",{"seq":null}]'))
      else if (beginning.startsWith('430')) resolve(socket)
      else reject(new Error(`a board got ${beginning}`))
    })
    let head = ''
    socket.on('data', (piece: Buffer) => {
      if (head.endsWith('\r\n\r\n')) return read(piece)
      const text = head + piece.toString('latin1')
      const end = text.indexOf('\r\n\r\n')
      if (end < 0) return void (head = text)
      head = text.slice(0, end + 4)
      read(Buffer.from(text.slice(end + 4), 'latin1'))
    })
  })
}
