import { once } from 'node:events'
import { WebSocket } from 'ws'
import type { BenchServer } from '../child.ts'
import { cpuMsOfTree } from '../cpu.ts'
import { frameText } from '../frame-text.ts'
import { Arrivals } from './arrivals.ts'
import { openLoop, settled } from './open-loop.ts'
import type { Load } from './load.ts'

/** One request by WebSocket -> one commit -> one bare frame at the last socket. */
export async function openFloorLoad(server: BenchServer, boardCount: number): Promise<Load> {
  const arrivals = new Arrivals(boardCount)
  const sockets = await Promise.all(
    Array.from({ length: boardCount }, async (_, board) => {
      const socket = new WebSocket(`ws://127.0.0.1:${server.ready['port']}`, { perMessageDeflate: false })
      socket.on('message', (data) => arrivals.seen(frameText(data).slice(8, 24).split('"')[0] ?? '', board))
      await once(socket, 'open')
      return socket
    }),
  )
  const [asking] = sockets
  let serial = 0

  return {
    async round(perSecond, seconds) {
      const before = { latencies: arrivals.latencies.length, cpu: cpuMsOfTree(server.pid) }
      let sent = 0
      await openLoop(perSecond, seconds, (_, dueAt) => {
        const key = `n${++serial}`
        arrivals.expect(key, dueAt)
        asking?.send(key)
        sent++
      })
      await settled(() => arrivals.waiting === 0, 10_000)
      const cpuMsPerCall = (cpuMsOfTree(server.pid) - before.cpu) / sent
      return { latencies: arrivals.latencies.slice(before.latencies), lost: arrivals.waiting, cpuMsPerCall }
    },
    stop: async () => sockets.forEach((socket) => socket.terminate()),
  }
}
