import { randomUUID } from 'node:crypto'
import { Heartbeat } from '#contracts/operator-state.ts'
import { may } from '#contracts/permission.ts'
import type { Deps } from '#server/deps.ts'
import type { BoardSocket } from '../resume-request.ts'

/** Pages beat every 3 s; more often is worth a write only when they say something else. */
const RARELY_MS = 2500
const SERVE_EVERY_MS = 1000

export interface Heartbeats {
  /** The event `heartbeat` of one socket. */
  serve: (socket: BoardSocket) => void
  stop: () => Promise<void>
}

/** Pages' heartbeats into the database, and this process's own: without a listener silence proves nothing (ADR 0012). */
export function takeHeartbeats(deps: Deps): Heartbeats {
  const { heartbeats } = deps.store.repositories
  const processId = randomUUID()
  let serving: Promise<void> | null = null

  const failed = (error: unknown): void => deps.log.debug({ err: error }, 'a heartbeat could not be written')
  function sayServing(): void {
    serving ??= heartbeats
      .served(processId)
      .catch(failed)
      .finally(() => {
        serving = null
      })
  }
  sayServing()
  const timer = setInterval(sayServing, SERVE_EVERY_MS)

  return {
    serve(socket) {
      const { userId, role } = socket.data
      if (userId === null || !may(role, 'call.answer')) return
      let writtenAt = 0
      let written = ''
      let next: Heartbeat | null = null
      let isWriting = false

      async function drain(by: number): Promise<void> {
        isWriting = true
        while (next) {
          const beat = next
          next = null
          written = JSON.stringify(beat)
          writtenAt = performance.now()
          await heartbeats.heard(by, beat).catch(failed)
        }
        isWriting = false
      }
      socket.on('heartbeat', (sent) => {
        const parsed = Heartbeat.safeParse(sent)
        if (!parsed.success) return
        const isNews = JSON.stringify(parsed.data) !== written
        if (!isNews && performance.now() - writtenAt < RARELY_MS) return
        // the last one counts: what changed while the one before was being written must not wait 3 s
        next = parsed.data
        if (!isWriting) void drain(userId)
      })
    },
    async stop() {
      clearInterval(timer)
      await serving
    },
  }
}
