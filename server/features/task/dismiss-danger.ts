import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { lockedTask, saveTask } from './task-change.ts'

/**
 * Words sound like a danger to life and a person says that it is none, and why: in the history for whoever asks later.
 * The task stays what it is; a script that was chosen by its problem is left by choosing another one.
 * @throws Refusal notFound, taskNotOpen (it was dissolved or thrown away)
 */
export async function dismissDanger(
  deps: Deps,
  { userId }: Person,
  { params, body: { danger, reason } }: RouteInput<'dismissDanger'>,
): Promise<RouteResponse<'dismissDanger'>> {
  const task = await deps.store.transaction(async (tx) => {
    const before = await lockedTask(tx, params.id)
    if (before.status === 'discarded') throw new Refusal('taskNotOpen', { status: before.status })
    const dismissedDangers = [...new Set([...before.dismissedDangers, danger])]
    const fact = { what: 'danger', danger } as const
    return saveTask(
      tx,
      { before, after: { ...before, dismissedDangers }, what: ['dangerDismissed'], note: reason, fact },
      { userId, at: deps.now() },
    )
  })
  deps.log.info({ taskId: task.id, danger, userId }, 'danger dismissed')
  return task
}
