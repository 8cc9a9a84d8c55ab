import type { Socket } from 'socket.io'

/** What a socket may have waiting before it is cut; its client comes back and resumes by seq. Characters. */
export const FRAMES_LIMIT = 1_000_000
/** Frames wait behind an answer that is on its way: so much more for each character of it. */
const BEHIND_ANSWER = 2

/** Socket.IO's packet type of an acknowledgement, first character of the encoded packet. */
const ACK = '3'

/** What a peer has not taken yet, in characters; `largest` of the answers that it asked for. */
interface Waiting {
  frames: number
  answers: number
  largest: number
}
const nothing: Waiting = { frames: 0, answers: 0, largest: 0 }

/**
 * Watches how much the peer has not taken yet and calls `onSlow` once when it is too much. Socket.IO itself queues
 * without bound for a peer that does not read (engine.io's writeBuffer). The answer that the peer asked for is never
 * the reason, however long it is: cut for it, it would ask again and be cut again. What it asks for beside it counts.
 */
export function watchBackPressure(conn: Socket['conn'], onSlow: () => void): void {
  let queued = nothing
  let inFlight = nothing
  let isSlow = false

  conn.on('packetCreate', ({ data }: { data?: unknown }) => {
    const isText = typeof data === 'string'
    const size = isText ? data.length : data instanceof Uint8Array ? data.length : 0
    // what is binary is a packed snapshot: an answer
    queued =
      !isText || data.startsWith(ACK)
        ? { ...queued, answers: queued.answers + size, largest: Math.max(queued.largest, size) }
        : { ...queued, frames: queued.frames + size }
    const answer = Math.max(queued.largest, inFlight.largest)
    const rest = queued.frames + queued.answers + inFlight.answers - answer
    if (isSlow || rest <= FRAMES_LIMIT + answer * BEHIND_ANSWER) return
    isSlow = true
    onSlow()
  })
  // Handed to the transport, which takes the next batch only when the kernel has taken this one
  conn.on('flush', () => {
    inFlight = queued
    queued = nothing
  })
  conn.transport.on('drain', () => {
    inFlight = nothing
  })
}
