import { Refusal } from '#contracts/error.ts'
import type { Shutdown } from '#contracts/shutdown.ts'
import type { NewJob } from '#server/platform/db/jobs.ts'
import type { Repositories } from '#server/repositories.ts'
import type { Transaction } from '#server/store.ts'
import type { Deps } from '#server/deps.ts'
import { companiesOfHouses } from '#server/features/company/whose.ts'
import { shutdownOfRecord, type ShutdownRecord } from '#domain/shutdown/shutdown-record.ts'
import { speechText } from '#domain/shutdown/speech/speech-text.ts'
import { isLive } from '#domain/shutdown/status.ts'
import type { NewShutdownEntry } from './db/shutdown-history.ts'
import { speechJob } from './speech/speech-files.ts'

/** @throws Refusal notFound */
export async function lockedShutdown(tx: Repositories, id: number): Promise<ShutdownRecord> {
  const [shutdown] = await tx.shutdowns.forUpdate([id])
  if (!shutdown) throw new Refusal('notFound', { id })
  return shutdown
}

/** @throws Refusal conflict, with the `current` version */
export function sameVersion(shutdown: ShutdownRecord, version: number): void {
  if (shutdown.version !== version) throw new Refusal('conflict', { current: shutdown.version })
}

/**
 * Locked, in the version that the page shows, and not over.
 * @throws Refusal notFound, shutdownOver with its `status`, conflict; both with the `current` version
 */
export async function liveShutdown(
  tx: Repositories,
  { id, version }: { id: number; version: number },
): Promise<ShutdownRecord> {
  const shutdown = await lockedShutdown(tx, id)
  if (!isLive(shutdown.status))
    throw new Refusal('shutdownOver', { status: shutdown.status, current: shutdown.version })
  sameVersion(shutdown, version)
  return shutdown
}

export interface ChangedBy {
  /** Null: a job. */
  userId: number | null
  at: Date
  timeZone: string
}

/**
 * Writes a changed shutdown with its houses and history, and what follows from it: the sentence for callers, and the
 * jobs that make it heard and that begin and renew it in time. Version and time are raised here; `recordChange` tells
 * of it.
 */
export async function saveShutdown(
  tx: Repositories,
  change: {
    before: ShutdownRecord
    after: ShutdownRecord
    history: readonly NewShutdownEntry[]
    /** What is played goes on being played until it is made anew. */
    keepsFile?: boolean
  },
  by: ChangedBy,
): Promise<ShutdownRecord> {
  const { before, after, keepsFile = false } = change
  const text = speechText(after, { now: by.at, timeZone: by.timeZone })
  const isSaidAnew = text !== before.speech.text || after.places !== before.places
  await tx.shutdowns.update({
    ...after,
    companyIds: isOther(before, after) ? await companiesOf(tx, after, by.timeZone) : before.companyIds,
    speech: isSaidAnew ? saidAnew(after, text, keepsFile) : after.speech,
    version: before.version + 1,
    updatedAt: by.at.toISOString(),
  })
  if (after.houses !== before.houses) await tx.shutdownHouses.set(after.id, after.houses)
  await tx.shutdownHistory.add(after.id, change.history, by)
  const saved = await tx.shutdowns.find(after.id)
  if (saved === null) throw new Error('a changed shutdown is gone')
  await tx.jobs.add(jobsOf(saved, by.at, isSaidAnew))
  return saved
}

/** Whose its houses are is asked anew when they are others, and when it begins, now or at another moment. */
const isOther = (before: ShutdownRecord, after: ShutdownRecord): boolean =>
  after.houses !== before.houses ||
  after.startsAt !== before.startsAt ||
  (before.status === 'planned' && after.status === 'active')

/** Whose its houses are when it begins. */
export const companiesOf = (
  tx: Repositories,
  { houses, startsAt }: Pick<ShutdownRecord, 'houses' | 'startsAt'>,
  timeZone: string,
): Promise<number[]> =>
  companiesOfHouses(
    tx,
    houses.map(({ houseId }) => houseId),
    { at: new Date(startsAt), timeZone },
  )

/** A recording by hand is played whatever the text says; a made one is no longer what is to be said. */
const saidAnew = (
  { speech }: ShutdownRecord,
  text: string,
  keepsFile: boolean,
): ShutdownRecord['speech'] => ({
  ...speech,
  text,
  version: speech.version + 1,
  file: keepsFile || speech.isRecordedByHand ? speech.file : null,
  questionFile: keepsFile ? speech.questionFile : null,
})

/**
 * What must happen with it later. The jobs carry its id alone: when they wake they look whether the moment is still
 * the one, so that one of an earlier plan does nothing.
 */
export function jobsOf(shutdown: ShutdownRecord, now: Date, isSaidAnew: boolean): NewJob[] {
  const { status } = shutdown
  if (!isLive(status)) return []
  const payload = { shutdownId: shutdown.id }
  const jobs: NewJob[] = isSaidAnew ? [speechJob(shutdown.id, now)] : []
  if (status === 'planned') jobs.push({ kind: 'shutdown.start', payload, runAt: new Date(shutdown.startsAt) })
  const term = shutdown.plannedEnd === null ? null : new Date(shutdown.plannedEnd)
  if (term !== null && term > now) jobs.push({ kind: 'shutdown.overdue', payload, runAt: term })
  return jobs
}

/**
 * Who did it is audited, and boards are told.
 */
export function recordChange(
  deps: Deps,
  tx: Transaction,
  shutdown: ShutdownRecord,
  done: {
    action: 'created' | 'changed' | 'moved' | 'started' | 'ended' | 'cancelled' | 'reopened'
    by: ChangedBy
    details: object
  },
): Shutdown {
  const { action, by, details } = done
  const subject = `shutdown:${shutdown.id}`
  tx.audit(`shutdown.${action}`, by, { subject, details })
  const shown = shutdownOfRecord(shutdown)
  tx.tell('shutdown', shown)
  deps.log.info(
    { shutdownId: shutdown.id, userId: by.userId, action, status: shutdown.status },
    'shutdown changed',
  )
  return shown
}
