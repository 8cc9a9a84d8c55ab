import { idleSince } from '#server/app/session/lifetime.ts'
import type { JobHandler } from '../run-job.ts'

/** Rows of sessions that are over; they count as over without it, this only keeps the table small. */
export const sessionExpire: JobHandler = async ({ store, now, log }) => {
  const removed = await store.repositories.sessions.removeEnded(now(), idleSince(now()))
  if (removed > 0) log.info({ removed }, 'ended sessions removed')
}
