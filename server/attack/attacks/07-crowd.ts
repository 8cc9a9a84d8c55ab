import type { Attack } from '../attack.ts'
import { openRaw, upgradeRaw } from '../raw-socket.ts'

const crowd = 2_000
const targets = ['/ws', '/socket.io/?EIO=4&transport=websocket', '/ws?caller=x']

/** Two thousand connections in one moment, each with an upgrade in its first bytes. */
export const crowdAtTheDoor: Attack = {
  number: '07',
  title: '2,000 connections at once',
  async run({ origin, port }) {
    const statuses = new Map<number, number>()
    await Promise.all(
      Array.from({ length: crowd }, async (_, nth) => {
        const socket = await openRaw(port)
        const status = await upgradeRaw(socket, targets[nth % targets.length] ?? '/', {
          Cookie: `vakhta=${'a'.repeat(43)}`,
          'Sec-WebSocket-Protocol': 'sip',
        })
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
        socket.resume()
        socket.setTimeout(3_000, () => socket.destroy())
      }),
    )
    const isAlive = await fetch(`${origin}/healthz`).then(
      (answer) => answer.ok,
      () => false,
    )
    const told = [...statuses].map(([status, count]) => `${status || 'no answer'} × ${count}`).join(', ')
    return { isHeld: isAlive, figures: told }
  },
}
