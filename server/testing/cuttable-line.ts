import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** A TCP line to a server on loopback that can be cut and mended, as networks are. */
export interface CuttableLine {
  port: number
  /** Breaks what is open and refuses what comes. */
  cut(): Promise<void>
  mend(): Promise<void>
  stop(): Promise<void>
}

export async function openLine(target: number): Promise<CuttableLine> {
  const open = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1')
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one)
      one.on('error', () => {})
      one.on('close', () => {
        open.delete(one)
        other.destroy()
      })
      one.pipe(other)
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
    for (const socket of open) socket.destroy()
    await closed
  }
  await listen(0)
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { port: address.port, cut, mend: () => listen(address.port), stop: cut }
}
