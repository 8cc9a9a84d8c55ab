import type { Socket } from 'node:net'
import { FRAMES_LIMIT } from '../socket/back-pressure.ts'
import type { Room } from './rooms.ts'

/** The way to one board's socket, past Socket.IO: what goes to all of a room is made once and written as it is. */
export interface Line {
  /** The connection below the WebSocket. */
  readonly tcp: Pick<Socket, 'write' | 'writable' | 'writableLength'>
  /** It does not read and is to be cut. */
  readonly onSlow: () => void
  /** Bytes of frames that were written since its queue was last seen empty. */
  waiting: number
}

export interface BoardLines {
  join(room: Room, line: Line): void
  leave(room: Room, line: Line): void
  /** Those in which somebody listens. */
  rooms(): Iterable<Room>
  /** `frames`: whole WebSocket frames. */
  write(room: Room, frames: Buffer): void
}

/**
 * Who listens in which room. Written straight to the connection, a frame costs the system call and little else; by
 * way of socket.io, engine.io and ws it costs as much again (docs/benchmarks.md). That is safe because without
 * compression ws and engine.io write each of their frames whole, in one go, so that ours never falls within one
 * (wire-frame.test.ts).
 */
export function createBoardLines(): BoardLines {
  const rooms = new Map<Room, Set<Line>>()
  return {
    join(room, line) {
      const members = rooms.get(room) ?? new Set()
      rooms.set(room, members.add(line))
    },
    leave(room, line) {
      const members = rooms.get(room)
      members?.delete(line)
      if (members?.size === 0) rooms.delete(room)
    },
    rooms: () => rooms.keys(),
    write(room, frames) {
      for (const line of rooms.get(room) ?? []) writeTo(line, frames)
    },
  }
}

function writeTo(line: Line, frames: Buffer): void {
  const { tcp } = line
  // Ending: its `disconnect` is under way
  if (!tcp.writable) return
  const queued = tcp.writableLength
  // What waits behind an answer that the board asked for is the answer's size and no sign of slowness: frames count alone
  line.waiting = queued === 0 ? 0 : line.waiting + frames.length
  if (Math.min(line.waiting, queued) > FRAMES_LIMIT) return line.onSlow()
  tcp.write(frames)
}
