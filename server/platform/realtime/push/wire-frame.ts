import type { ServerEvents } from '#contracts/socket.ts'

/** Engine.IO's packet "message" (4) that holds Socket.IO's packet "event" (2) of the main namespace. */
const EVENT = '42'
/** RFC 6455, 5.2: the last (and only) frame of a text message; a server does not mask. */
const FINAL_TEXT = 0x81

/** The text that socket.io-client takes for this event. Revision 4 of Engine.IO and 5 of Socket.IO; pinned by a test. */
export const eventText = <E extends keyof ServerEvents>(
  event: E,
  ...args: Parameters<ServerEvents[E]>
): string => EVENT + JSON.stringify([event, ...args])

/** Each text as one WebSocket message, all in one buffer: one write to a socket sends them together. */
export function textFrames(texts: readonly string[]): Buffer {
  const sizes = texts.map((text) => Buffer.byteLength(text))
  const frames = Buffer.allocUnsafe(sizes.reduce((sum, size) => sum + headSize(size) + size, 0))
  let at = 0
  for (const [n, text] of texts.entries()) {
    at = writeHead(frames, at, sizes[n] ?? 0)
    at += frames.write(text, at)
  }
  return frames
}

const headSize = (size: number): number => (size < 126 ? 2 : size < 65_536 ? 4 : 10)

/** Where the payload begins. */
function writeHead(frames: Buffer, at: number, size: number): number {
  frames[at] = FINAL_TEXT
  if (size < 126) {
    frames[at + 1] = size
    return at + 2
  }
  if (size < 65_536) {
    frames[at + 1] = 126
    return frames.writeUInt16BE(size, at + 2)
  }
  frames[at + 1] = 127
  return frames.writeBigUInt64BE(BigInt(size), at + 2)
}
