import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** A TCP line to a server on loopback that can be cut and mended, as networks are. */
export interface CuttableLine {
  port: number
  /** Breaks what is open and refuses what comes. */
  cut(): Promise<void>
  mend(): Promise<void>
  /** Nothing goes through any more, and nothing breaks: a server that is stopped, or hangs. */
  freeze(): void
  thaw(): void
  stop(): Promise<void>
}

export async function openLine(target: number): Promise<CuttableLine> {
  const open = new Map<Socket, Socket>()
  let isFrozen = false
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1')
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.set(one, other)
      one.on('error', () => {})
      one.on('close', () => {
        open.delete(one)
        other.destroy()
      })
      if (isFrozen) one.pause()
      else one.pipe(other)
    }
  })
  const listen = async (port: number): Promise<void> => {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
  }
  const cut = async (): Promise<void> => {
    if (!server.listening) return
    const closed = once(server, 'close')
    server.close()
    for (const socket of open.keys()) socket.destroy()
    await closed
  }
  const freeze = (): void => {
    isFrozen = true
    for (const [one, other] of open) one.unpipe(other).pause()
  }
  const thaw = (): void => {
    isFrozen = false
    for (const [one, other] of open) one.pipe(other)
  }
  await listen(0)
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { port: address.port, cut, mend: () => listen(address.port), freeze, thaw, stop: cut }
}
