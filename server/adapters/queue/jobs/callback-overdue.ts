import { z } from 'zod'
import { taskOfRecord } from '#domain/task/task-record.ts'
import type { JobHandler } from '../run-job.ts'

const Payload = z.object({ taskId: z.number().int() })

/**
 * The ten minutes of a call-back are over (ПП 416, п. 13). If nobody has called back, that is written into the
 * task's history and pushed, so that boards look at the task again.
 */
export const callbackOverdue: JobHandler = async ({ store, now }, payload) => {
  const { taskId } = Payload.parse(payload)
  const at = now()
  await store.transaction(async (tx) => {
    const [task] = await tx.tasks.forUpdate([taskId])
    const callbackBy = task?.deadlines.callbackBy ?? null
    if (task === undefined || task.status !== 'callback' || callbackBy === null) return
    if (new Date(callbackBy) > at) {
      await tx.jobs.add([{ kind: 'callback.overdue', payload: { taskId }, runAt: new Date(callbackBy) }])
      return
    }
    const overdue = { ...task, version: task.version + 1, updatedAt: at.toISOString() }
    await tx.tasks.save([overdue])
    await tx.taskHistory.add([
      {
        taskId,
        at: at.toISOString(),
        byUser: null,
        what: 'callback',
        from: 'callback',
        to: 'callback',
        note: 'Срок обратного звонка прошёл',
      },
    ])
    await tx.journal.append([{ type: 'task.changed', task: taskOfRecord(overdue) }], at)
  })
}
