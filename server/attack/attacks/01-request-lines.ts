import { connect } from 'node:net'
import { once } from 'node:events'
import type { Attack } from '../attack.ts'

const paths = ['//', '//[', 'http://[', '/ws?%', '/socket.io/?%00', '\\\\', '*', '/\u00ff']

/** Requests to upgrade with request targets that `new URL()` throws at (RFC 9112 section 3.2). */
export const requestLines: Attack = {
  number: '01',
  title: 'upgrades with broken request targets',
  async run({ origin, port }) {
    for (let round = 0; round < 20; round++) {
      for (const target of paths) {
        const socket = connect(port, '127.0.0.1')
        socket.on('error', () => socket.destroy())
        socket.write(
          `GET ${target} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
        )
        socket.setTimeout(1_000, () => socket.destroy())
        socket.resume()
        await once(socket, 'close')
      }
    }
    const isAlive = await fetch(`${origin}/healthz`).then(
      (answer) => answer.ok,
      () => false,
    )
    return { isHeld: isAlive, figures: `${20 * paths.length} requests, ${isAlive ? 'alive' : 'gone'}` }
  },
}
