import type { Deps } from '#server/deps.ts'
import { shutdownOfRecord, type ShutdownRecord } from '#domain/shutdown/shutdown-record.ts'
import { speechText } from '#domain/shutdown/speech/speech-text.ts'
import { saveShutdown } from '../shutdown-change.ts'

type Change = Pick<Parameters<typeof saveShutdown>[1], 'after' | 'history'>

/** The beginning of a planned one may have come. Moved meanwhile, it has another job. */
export const startPlanned = (deps: Deps, shutdownId: number): Promise<void> =>
  inTime(deps, shutdownId, (shutdown, now) =>
    shutdown.status === 'planned' && new Date(shutdown.startsAt) <= now
      ? { after: { ...shutdown, status: 'active' }, history: [{ what: 'started' }] }
      : null,
  )

/** The promised end may have come while nobody ended or moved it: from now on nothing is promised. */
export const renewOverdue = (deps: Deps, shutdownId: number): Promise<void> =>
  inTime(deps, shutdownId, (shutdown, now) =>
    shutdown.status === 'active' &&
    speechText(shutdown, { now, timeZone: deps.installation.timeZone }) !== shutdown.speech.text
      ? { after: shutdown, history: [] }
      : null,
  )

async function inTime(
  deps: Deps,
  shutdownId: number,
  change: (shutdown: ShutdownRecord, now: Date) => Change | null,
): Promise<void> {
  await deps.store.transaction(async (tx) => {
    const [before] = await tx.shutdowns.forUpdate([shutdownId])
    if (before === undefined) return
    const at = deps.now()
    const wanted = change(before, at)
    if (wanted === null) return
    const by = { userId: null, at, timeZone: deps.installation.timeZone }
    // nobody said anything new: what is played is true, or says itself that it is late, until it is made anew
    const saved = await saveShutdown(tx, { before, ...wanted, keepsFile: true }, by)
    tx.tell('shutdown', shutdownOfRecord(saved))
    deps.log.info({ shutdownId, status: saved.status }, 'shutdown kept in time')
  })
}
