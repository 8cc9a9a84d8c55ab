import { once } from 'node:events'
import type { Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { Attack } from '../attack.ts'
import { frame, openRaw, upgradeRaw } from '../raw-socket.ts'

const path = '/socket.io/?EIO=4&transport=websocket'
const sockets = 20
const floodMs = 6_000
const silentSockets = 600
const silentMs = 8_000
const mostGrowthMb = 50

const batchOf = (one: Buffer, bytes: number): Buffer =>
  Buffer.concat(Array.from({ length: Math.ceil(bytes / one.length) }, () => one))
/** Pings, which the WebSocket layer answers, and words to rooms that do not exist, which Socket.IO refuses one by one. */
const floods = {
  pings: batchOf(frame(9, Buffer.alloc(125, 'x')), 64 * 1024),
  words: batchOf(frame(1, Buffer.from(`40/${'x'.repeat(8_000)},`)), 64 * 1024),
}

/** Writes for as long as the peer reads, and reads nothing of what it answers. Says how many bytes went out. */
async function flood(socket: Socket, batch: Buffer, untilMs: number): Promise<void> {
  socket.pause()
  while (!socket.destroyed && performance.now() < untilMs)
    if (socket.writableNeedDrain) await pause(5)
    else socket.write(batch)
}

async function heldMb(origin: string): Promise<number> {
  const text = await (await fetch(`${origin}/metrics`)).text()
  const of = (name: string): number => Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1] ?? 0)
  return (of('nodejs_heap_size_used_bytes') + of('nodejs_external_memory_bytes')) / 1024 / 1024
}

/** Strangers at /socket.io who let answers pile up, and strangers who say nothing at all. */
export const unreadAnswers: Attack = {
  number: '02',
  title: 'unread answers and silent strangers on /socket.io',
  async run(target) {
    const { origin, port } = target
    const { session } = await target.signIn('dispatcher2')
    const before = await heldMb(origin)
    const flooders = await Promise.all(Array.from({ length: sockets }, () => openRaw(port)))
    const until = performance.now() + floodMs
    let most = 0
    const watch = setInterval(() => void heldMb(origin).then((mb) => (most = Math.max(most, mb))), 500)
    await Promise.all(
      flooders.map(async (socket, nth) => {
        await upgradeRaw(socket, path, nth % 2 === 0 ? {} : { Cookie: session.cookie })
        // every other one is signed in, so that what he may have waiting is tried too
        if (nth % 2 === 1) {
          socket.write(frame(1, Buffer.from(`40${JSON.stringify({ csrf: session.csrf })}`)))
          await Promise.race([once(socket, 'data'), once(socket, 'close')])
        }
        await flood(socket, nth % 4 < 2 ? floods.pings : floods.words, until)
      }),
    )
    clearInterval(watch)
    const cut = flooders.filter((socket) => socket.destroyed).length
    for (const socket of flooders) socket.destroy()

    const silent = await Promise.all(Array.from({ length: silentSockets }, () => openRaw(port)))
    const statuses = await Promise.all(silent.map((socket) => upgradeRaw(socket, path)))
    const opened = statuses.filter((status) => status === 101).length
    for (const socket of silent) socket.resume()
    await pause(silentMs)
    const left = silent.filter((socket) => !socket.destroyed).length
    for (const socket of silent) socket.destroy()
    const growth = Math.max(0, most - before)
    return {
      isHeld: cut === sockets && growth <= mostGrowthMb && opened < silentSockets && left === 0,
      figures:
        `${cut} of ${sockets} who did not read were cut, ${growth.toFixed(0)} MB more at most; ` +
        `${opened} of ${silentSockets} silent ones let in, ${left} there after ${silentMs / 1000} s`,
    }
  },
}
