import type { IncomingMessage } from 'node:http'
import type { Server } from 'engine.io'
import type { Socket } from 'socket.io'
import { createInTurn } from '#server/platform/http/upgrade/in-turn.ts'

type Conn = Socket['conn']

/** An office has one address: its shift may come back all at once, and what is refused tries again. */
const MOST_OF_ADDRESS = 250
const MOST = 2000
const SPEAK_WITHIN_MS = 3000
/** A refusal is read by then, or never. */
const GOODBYE_MS = 2000

export interface StrangersOptions {
  addressOf: (req: IncomingMessage) => string
  /** One was cut for his silence or for speaking out of turn. */
  onCut: () => void
  mostOfAddress?: number
  most?: number
  speakWithinMs?: number
}

export interface Strangers {
  /** Of connections that have not authenticated there are few, per address and in all. */
  hasRoom(address: string): boolean
  has(conn: Conn): boolean
  /** Said who he is, and is known. */
  letIn(conn: Conn): void
  /** Ends the connection after what was last written to it. */
  sendAway(conn: Conn): void
}

/**
 * Connections that have not authenticated: one message each (Socket.IO's CONNECT), within three seconds. Nothing else
 * is read from them, so they cannot make us answer, or keep what they do not read.
 */
export function watchStrangers(engine: Server, options: StrangersOptions): Strangers {
  const { addressOf, onCut, mostOfAddress = MOST_OF_ADDRESS, most = MOST } = options
  const forget = new Map<Conn, () => void>()
  const ofAddress = new Map<string, number>()
  const inTurn = createInTurn()

  const count = (address: string, by: 1 | -1): void => {
    const now = (ofAddress.get(address) ?? 0) + by
    if (now > 0) ofAddress.set(address, now)
    else ofAddress.delete(address)
  }

  engine.on('connection', (conn: Conn) => {
    const address = addressOf(conn.request)
    const tcp = conn.request.socket
    const cut = (): void => {
      onCut()
      tcp.destroy()
    }
    // a crowd that came together is silent together
    const giveUp = (): void =>
      inTurn(() => {
        if (forget.has(conn)) cut()
      })
    const silence = setTimeout(giveUp, options.speakWithinMs ?? SPEAK_WITHIN_MS)
    let hasSpoken = false
    const onData = (): void => {
      clearTimeout(silence)
      if (hasSpoken) cut()
      hasSpoken = true
    }
    conn.on('data', onData)
    count(address, 1)
    const leave = (): void => {
      if (!forget.delete(conn)) return
      clearTimeout(silence)
      conn.off('data', onData)
      count(address, -1)
    }
    forget.set(conn, leave)
    conn.once('close', leave)
  })

  return {
    hasRoom: (address) => forget.size < most && (ofAddress.get(address) ?? 0) < mostOfAddress,
    has: (conn) => forget.has(conn),
    letIn: (conn) => forget.get(conn)?.(),
    sendAway(conn) {
      const { socket } = conn.request
      // after the answer, which is written when the middleware is done
      setImmediate(() => conn.close())
      setTimeout(() => socket.destroy(), GOODBYE_MS).unref()
    },
  }
}
