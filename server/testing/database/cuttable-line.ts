import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { Transform, type Writable } from 'node:stream'

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
  /** Where what a socket says goes on to. */
  const open = new Map<Socket, Writable>()
  let isFrozen = false
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1')
    const back = halvesMs === undefined ? near : inHalves(halvesMs)
    if (back !== near) back.pipe(near)
    for (const [one, other, onward] of [
      [near, far, far],
      [far, near, back],
    ] as const) {
      open.set(one, onward)
      one.on('error', () => {})
      one.on('close', () => {
        open.delete(one)
        other.destroy()
      })
      if (isFrozen) one.pause()
      else one.pipe(onward)
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
    for (const [one, onward] of open) one.unpipe(onward).pause()
  }
  const thaw = (): void => {
    isFrozen = false
    for (const [one, onward] of open) one.pipe(onward)
  }
  await listen(0)
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { port: address.port, cut, mend: () => listen(address.port), freeze, thaw, stop: cut }
}
