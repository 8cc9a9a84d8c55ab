import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { Transform } from 'node:stream'

/** A TCP line to a server on loopback that can be cut and mended, as networks are. */
export interface CuttableLine {
  port: number
  /** Breaks what is open and refuses what comes. */
  cut(): Promise<void>
  mend(): Promise<void>
  stop(): Promise<void>
}

/** Hands on the second half of each piece a little later, as a slow network does: a cut may fall between them. */
const inHalves = (laterMs: number): Transform =>
  new Transform({
    transform(piece: Buffer, _encoding, done) {
      const middle = piece.length >> 1
      this.push(piece.subarray(0, middle))
      setTimeout(() => done(null, piece.subarray(middle)), laterMs)
    },
  })

/** @param halvesMs what the server says arrives in two halves so many milliseconds apart; whole by default */
export async function openLine(
  target: number,
  { halvesMs }: { halvesMs?: number } = {},
): Promise<CuttableLine> {
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
    }
    near.pipe(far)
    if (halvesMs === undefined) far.pipe(near)
    else far.pipe(inHalves(halvesMs)).pipe(near)
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
