import type { Socket } from 'socket.io'
import { z } from 'zod'
import type { ErrorBody } from '#contracts/error.ts'
import type { ClientEvents, ServerEvents } from '#contracts/socket.ts'
import { answerOf } from '#server/platform/http/errors.ts'
import type { Deps } from '#server/deps.ts'
import type { SocketData } from './socket/authenticate-socket.ts'
import type { Live } from './live.ts'
import { sightOf } from './push/rooms.ts'
import { lastOf, type Resumer } from './resume.ts'

export type BoardSocket = Socket<ClientEvents, ServerEvents, Record<string, never>, SocketData>

const Request = z.object({
  seq: z.number().int().nonnegative().nullable(),
  packed: z.boolean().default(false),
})
const LIMIT = 8
const WINDOW_MS = 10_000
const never: readonly number[] = []

interface ResumeOptions {
  deps: Deps
  socket: BoardSocket
  /** Into its room: frames reach it from now on. */
  join: () => void
  resumer: Resumer
  live: Live
}

/** The event `resume` of one socket: into the room first, then what it lacks, so nothing falls between. */
export function serveResume({ deps, socket, join, resumer, live }: ResumeOptions): void {
  let asked: readonly number[] = never

  const mayAsk = (): boolean => {
    const now = performance.now()
    const recent = asked.filter((at) => now - at < WINDOW_MS)
    if (recent.length >= LIMIT) return false
    // of its exact size: an array that grows keeps room for seventeen, at each of thousands of sockets
    asked = [...recent, now]
    return true
  }

  socket.on('resume', (request, ack) => {
    // A stranger's client may send anything
    if (typeof ack !== 'function') return
    const parsed = Request.safeParse(request)
    const refuse = (error: ErrorBody) => ack({ error })
    if (!parsed.success) return refuse({ code: 'badInput' })
    if (!mayAsk()) return refuse({ code: 'tooMany', details: { retryAfterSeconds: WINDOW_MS / 1000 } })

    const { room } = socket.data
    const answer = async (): Promise<void> => {
      join()
      const { seq, packed } = parsed.data
      const resumed = await resumer.answer(seq, room, packed)
      ack(resumed)
      // What went to the room before this answer could stand on nothing there; it comes again, and does no harm
      const missed = resumer.missedSince(lastOf(resumed), room)
      if (missed) socket.emit('journal', missed)
      const state = await live.current()
      socket.emit('live', sightOf(room).live(state))
    }
    answer().catch((error: unknown) => {
      const { body, isFault } = answerOf(error)
      if (isFault) deps.log.error({ err: error }, 'resume failed')
      refuse(body)
    })
  })
}
