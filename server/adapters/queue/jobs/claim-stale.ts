import { z } from 'zod'
import { claimHoldsUntil } from '#domain/task/claim.ts'
import { taskOfRecord } from '#domain/task/task-record.ts'
import type { JobHandler } from '../run-job.ts'

const Payload = z.object({ taskId: z.number().int() })

/**
 * Looks whether who calls back is still alive. A claim without a sign of life is taken away and that is pushed,
 * so that the call-back is free on every screen without anybody asking.
 */
export const claimStale: JobHandler = async ({ store, now }, payload) => {
  const { taskId } = Payload.parse(payload)
  const at = now()
  await store.transaction(async (tx) => {
    const [task] = await tx.tasks.forUpdate([taskId])
    const seenAt = await tx.callbackClaims.seenAt(taskId)
    if (task === undefined || seenAt === null) return
    const until = claimHoldsUntil(seenAt)
    if (task.status === 'callback' && until > at) {
      await tx.jobs.add([{ kind: 'callback.claim-stale', payload: { taskId }, runAt: until }])
      return
    }
    await tx.callbackClaims.remove(taskId)
    if (task.status !== 'callback') return
    const free = { ...task, claim: null, version: task.version + 1, updatedAt: at.toISOString() }
    await tx.tasks.save([free])
    const entry = { taskId, at: at.toISOString(), byUser: null, from: task.status, to: task.status }
    await tx.taskHistory.add([{ ...entry, what: 'released', note: task.claim?.name ?? '' }])
    await tx.journal.append([{ type: 'task.changed', task: taskOfRecord(free) }], at)
  })
}
