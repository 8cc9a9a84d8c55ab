import type { Repositories } from '#server/adapters/db/repositories.ts'
import type { Deps } from '#server/app/deps.ts'
import { shutdownOfRecord, type ShutdownRecord } from '#server/domain/shutdown/shutdown-record.ts'
import { saveShutdown } from './shutdown-change.ts'

/** A shutdown in the version for which a job was written. */
export interface Expected {
  shutdownId: number
  version: number
}

/** The beginning of a planned one has come. Whoever changed it since has written a job of his own. */
export const startPlanned = (deps: Deps, expected: Expected): Promise<void> =>
  inTime(deps, expected, (shutdown, now) =>
    shutdown.status === 'planned' && new Date(shutdown.startsAt) <= now
      ? { after: { ...shutdown, status: 'active' }, history: [{ what: 'started', note: '' }] }
      : null,
  )

/** The promised end has come and nobody has ended or moved it: from now on nothing is promised. */
export const renewOverdue = (deps: Deps, expected: Expected): Promise<void> =>
  inTime(deps, expected, (shutdown, now) =>
    shutdown.status === 'active' && shutdown.plannedEnd !== null && new Date(shutdown.plannedEnd) <= now
      ? { after: shutdown, history: [] }
      : null,
  )

type Change = Omit<Parameters<typeof saveShutdown>[1], 'before'>

async function inTime(
  deps: Deps,
  { shutdownId, version }: Expected,
  change: (shutdown: ShutdownRecord, now: Date) => Change | null,
): Promise<void> {
  await deps.store.transaction(async (tx: Repositories) => {
    const [before] = await tx.shutdowns.forUpdate([shutdownId])
    if (before?.version !== version) return
    const at = deps.now()
    const wanted = change(before, at)
    if (wanted === null) return
    const by = { userId: null, at, timeZone: deps.installation.timeZone }
    const saved = await saveShutdown(tx, { before, ...wanted }, by)
    await tx.journal.append([{ type: 'shutdown.changed', shutdown: shutdownOfRecord(saved) }], at)
    deps.log.info({ shutdownId, status: saved.status }, 'shutdown kept in time')
  })
}
