import type { Deps } from '#server/deps.ts'
import { idleSince } from '#server/platform/access/lifetime.ts'

/** Rows of sessions that are over; they count as over without it, this only keeps the table small. */
export async function removeEndedSessions({ store, now, log }: Deps): Promise<void> {
  const removed = await store.repositories.sessions.removeEnded(now(), idleSince(now()))
  if (removed > 0) log.info({ removed }, 'ended sessions removed')
}
