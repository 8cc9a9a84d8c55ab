import type { Snapshot } from '#contracts/journal.ts'
import type { Deps } from '#server/app/deps.ts'
import { suggestionOf } from '#server/app/shutdown/suggest-shutdowns.ts'
import { shutdownOfRecord } from '#server/domain/shutdown/shutdown-record.ts'
import { taskOfRecord } from '#server/domain/task/task-record.ts'

/** People ask about it for days after (domain.md 3.1: now, or ended within seven days). */
const endedShownMs = 7 * 24 * 3_600_000

/**
 * Everything a board shows, of one moment, as of `seq`: applying the journal after `seq` to it gives the present.
 * Numbers are in full; masked rooms get it through `maskSnapshot`.
 */
export async function takeSnapshot(deps: Deps): Promise<Snapshot> {
  return deps.store.snapshot(async (tx) => {
    const seq = await tx.journal.head()
    const tasks = (await tx.tasks.open()).map(taskOfRecord)
    const live = await tx.calls.live()
    const isLive = new Set(live.map(({ id }) => id))
    const others = [...new Set(tasks.flatMap(({ callIds }) => callIds))].filter((id) => !isLive.has(id))
    const { settings, version } = await tx.settings.read()
    const endedSince = new Date(deps.now().getTime() - endedShownMs)
    const shutdowns = (await tx.shutdowns.onBoard(endedSince)).map(shutdownOfRecord)
    const suggestions = (await tx.suggestions.open()).map(suggestionOf)
    const calls = [...live, ...(await tx.calls.byIds(others))]
    return { seq, calls, tasks, shutdowns, suggestions, settings, settingsVersion: version }
  })
}
