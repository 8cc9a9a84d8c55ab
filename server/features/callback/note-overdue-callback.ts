import type { Deps } from '#server/deps.ts'
import { saveTask } from '#server/features/task/task-change.ts'

/**
 * The ten minutes of a call-back are over (ПП 416, п. 13). If nobody has called back, that is written into the
 * task's history and pushed, so that boards look at the task again.
 */
export async function noteOverdueCallback({ store, now }: Deps, taskId: number): Promise<void> {
  const at = now()
  await store.transaction(async (tx) => {
    const [task] = await tx.tasks.forUpdate([taskId])
    const callbackBy = task?.deadlines.callbackBy ?? null
    if (task === undefined || task.status !== 'callback' || callbackBy === null) return
    if (new Date(callbackBy) > at) {
      await tx.jobs.add([{ kind: 'callback.overdue', payload: { taskId }, runAt: new Date(callbackBy) }])
      return
    }
    const fact = { what: 'overdue' } as const
    await saveTask(tx, { before: task, after: task, what: ['callback'], fact }, { userId: null, at })
  })
}
