import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { may } from '#contracts/permission.ts'
import { Watching } from '#contracts/task.ts'
import type { Deps } from '#server/deps.ts'
import type { BoardSocket } from '../resume-request.ts'

/** Each word is read by every web process: a page that goes from task to task is heard four times a second at most. */
const restMs = 250

/** The event `watching` of one socket: which task its page has open. Who closes the page has none open. */
export function serveWatching(deps: Deps, socket: BoardSocket): void {
  const { userId, role } = socket.data
  if (userId === null || !may(role, 'board.see')) return
  const { taskWatchers } = deps.store.repositories
  // not the socket's own id, which a client gives back when it recovers
  const id = randomUUID()
  let next: Watching = null
  let said: Watching = null
  let isWriting = false

  async function drain(by: number): Promise<void> {
    if (isWriting) return
    isWriting = true
    do {
      said = next
      await taskWatchers
        .said(id, by, said)
        .catch((error: unknown) => deps.log.debug({ err: error }, 'who has a task open could not be written'))
      await pause(restMs, undefined, { ref: false })
    } while (said !== next)
    isWriting = false
  }
  socket.on('watching', (sent) => {
    const parsed = Watching.safeParse(sent)
    if (!parsed.success) return
    next = parsed.data
    void drain(userId)
  })
  socket.on('disconnect', () => {
    if (next === null) return
    next = null
    void drain(userId)
  })
}
