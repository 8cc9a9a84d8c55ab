import type { Socket } from 'socket.io'

/** What a socket may have waiting before it is cut; its client comes back and resumes by seq. */
export const FRAMES_LIMIT = 1_000_000
/** With answers to `resume`, of which one may be a large snapshot on a slow line. */
const TOTAL_LIMIT = 16_000_000

/** Socket.IO's packet type of an acknowledgement, first character of the encoded packet. */
const ACK = '3'

/**
 * Watches how much the peer has not taken yet and calls `onSlow` once when it is too much. Socket.IO itself queues
 * without bound for a peer that does not read (engine.io's writeBuffer).
 */
export function watchBackPressure(conn: Socket['conn'], onSlow: () => void): void {
  let frames = 0
  let total = 0
  let inFlight = 0
  let isSlow = false

  conn.on('packetCreate', (packet: { data?: unknown }) => {
    const size = typeof packet.data === 'string' ? packet.data.length : 0
    total += size
    if (typeof packet.data === 'string' && !packet.data.startsWith(ACK)) frames += size
    if (isSlow || (frames <= FRAMES_LIMIT && total + inFlight <= TOTAL_LIMIT)) return
    isSlow = true
    onSlow()
  })
  // Handed to the transport, which takes the next batch only when the kernel has taken this one
  conn.on('flush', () => {
    inFlight = total
    total = 0
    frames = 0
  })
  conn.transport.on('drain', () => {
    inFlight = 0
  })
}
