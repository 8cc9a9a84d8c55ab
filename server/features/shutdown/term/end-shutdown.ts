import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Repositories } from '#server/repositories.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { saveTasks, type TaskChange } from '#server/features/task/task-change.ts'
import { canTurn, isFuture } from '#domain/shutdown/status.ts'
import { isOpen } from '#domain/task/states.ts'
import { liveShutdown, recordChange, saveShutdown } from '../shutdown-change.ts'
import { tellCallers } from '../notice/tell-callers.ts'

/**
 * The service is back: callers are told, or asked whether it is back with them too, and the tasks that belong to it
 * are done, all in one act.
 * @throws Refusal notFound, shutdownOver, conflict, cannotMove (it has not begun), badInput
 */
export async function endShutdown(
  deps: Deps,
  { userId }: Person,
  { params, body }: RouteInput<'endShutdown'>,
): Promise<RouteResponse<'endShutdown'>> {
  return deps.store.transaction(async (tx) => {
    // tasks are locked before shutdowns everywhere
    if (body.closeTasks) await tx.tasks.forUpdate(await tx.tasks.openOfShutdown(params.id))
    const before = await liveShutdown(tx, { id: params.id, version: body.version })
    if (!canTurn(before.status, 'restored'))
      throw new Refusal('cannotMove', { from: before.status, to: 'restored' })
    const at = deps.now()
    const endedAt = new Date(body.endedAt)
    if (isFuture(endedAt, at) || endedAt < new Date(before.startsAt))
      throw new Refusal('badInput', { field: 'endedAt' })
    const by = { userId, at, timeZone: deps.installation.timeZone }
    const ended = await saveShutdown(
      tx,
      {
        before,
        after: { ...before, status: 'restored', endedAt: endedAt.toISOString() },
        history: [{ what: 'restored', note: body.note }],
      },
      by,
    )
    const done = body.closeTasks ? await doneWith(tx, before.id, body.note) : []
    const tasks = await saveTasks(tx, done, { userId, at })
    await tellCallers(tx, ended, body.askCallers ? 'survey' : 'ended', at)
    return recordChange(deps, tx, ended, {
      action: 'ended',
      by,
      details: { endedAt: ended.endedAt, note: body.note, tasks: tasks.map(({ id }) => id) },
    })
  })
}

/**
 * Its open tasks as done. Looked for again under the lock of the shutdown, which whoever adds one takes too.
 * Not by the table of a dispatcher's moves: what the shutdown was about is mended with it, whoever had the task.
 */
async function doneWith(tx: Repositories, shutdownId: number, note: string): Promise<TaskChange[]> {
  const tasks = await tx.tasks.forUpdate(await tx.tasks.openOfShutdown(shutdownId))
  return tasks
    .filter(({ status }) => isOpen(status))
    .map((before) => ({ before, after: { ...before, status: 'done' }, what: ['moved'], note }))
}
