import { snapshotLimits, type Snapshot } from '#contracts/journal.ts'
import { shownCalls } from '#contracts/task.ts'
import type { Repositories } from '#server/adapters/db/repositories.ts'
import type { Deps } from '#server/app/deps.ts'
import { suggestionOf } from '#server/app/shutdown/suggest-shutdowns.ts'
import { shutdownOfRecord } from '#domain/shutdown/shutdown-record.ts'
import { taskOfRecord } from '#domain/task/task-record.ts'
import { openStatuses } from '#domain/task/states.ts'

/** People ask about it for days after (domain.md 3.1: now, or ended within seven days). */
const endedShownMs = 7 * 24 * 3_600_000

/**
 * Everything a board shows, of one moment, as of `seq`: applying the journal after `seq` to it gives the present.
 * Of more than a board can show the oldest are left out and counted (`snapshotLimits`). Numbers are in full; masked
 * rooms get it through `maskSnapshot`.
 */
export async function takeSnapshot(deps: Deps): Promise<Snapshot> {
  return deps.store.snapshot(async (tx) => {
    const seq = await tx.journal.head()
    const { tasks, leftOut } = await openTasks(tx)
    const live = await tx.calls.live(snapshotLimits.calls)
    const isLive = new Set(live.map(({ id }) => id))
    const others = tasks.flatMap(shownCalls).filter((id) => !isLive.has(id))
    const { settings, version } = await tx.settings.read()
    const endedSince = new Date(deps.now().getTime() - endedShownMs)
    const shutdowns = (await tx.shutdowns.onBoard(endedSince)).map(shutdownOfRecord)
    const suggestions = (await tx.suggestions.open()).map(suggestionOf)
    const calls = [...live, ...(await tx.calls.byIds([...new Set(others)]))]
    return { seq, leftOut, calls, tasks, shutdowns, suggestions, settings, settingsVersion: version }
  })
}

async function openTasks(tx: Repositories): Promise<Pick<Snapshot, 'tasks' | 'leftOut'>> {
  const drafts = await tx.tasks.open(['draft'], snapshotLimits.drafts)
  const callbacks = await tx.tasks.open(['callback'], snapshotLimits.callbacks)
  const registered = await tx.tasks.open(openStatuses, snapshotLimits.tasks)
  return {
    tasks: [drafts, callbacks, registered].flatMap(({ records }) => records.map(taskOfRecord)),
    leftOut: { drafts: drafts.leftOut, callbacks: callbacks.leftOut, tasks: registered.leftOut },
  }
}
