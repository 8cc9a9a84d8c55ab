import { snapshotLimits, type Snapshot } from '#contracts/journal.ts'
import { shownCalls } from '#contracts/task.ts'
import { entityKinds, plural, type EntityKind, type Plural, type Pushed } from '#contracts/pushed.ts'
import type { Repositories } from '#server/repositories.ts'
import type { Deps } from '#server/deps.ts'
import { taskOfRecord } from '#domain/task/task-record.ts'
import { openStatuses } from '#domain/task/states.ts'

/** Tasks are bounded and counted, and calls come with them; of every other kind its repository knows what is shown. */
type Other = Exclude<EntityKind, 'call' | 'task'>
type OfBoard = { [K in Other as Plural<K>]: { onBoard(now: Date): Promise<Pushed[K][]> } }
type Others = { [K in Other as Plural<K>]: Pushed[K][] }

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
    const ofTasks = tasks.flatMap(shownCalls).filter((id) => !isLive.has(id))
    const { settings, version } = await tx.settings.read()
    const others = await ofOtherKinds(tx, deps.now())
    const calls = [...live, ...(await tx.calls.byIds([...new Set(ofTasks)]))]
    return { seq, leftOut, calls, tasks, ...others, settings, settingsVersion: version }
  })
}

async function ofOtherKinds(tx: OfBoard, now: Date): Promise<Others> {
  const lists: [string, Pushed[Other][]][] = []
  for (const kind of entityKinds)
    if (kind !== 'call' && kind !== 'task') lists.push([plural(kind), await tx[plural(kind)].onBoard(now)])
  // the compiler does not follow names that are put together; OfBoard says what stands under them
  return Object.fromEntries(lists) as Others
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
