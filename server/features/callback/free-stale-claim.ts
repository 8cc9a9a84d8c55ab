import type { Deps } from '#server/deps.ts'
import { claimHoldsUntil } from '#domain/task/claim.ts'
import { saveTask } from '#server/features/task/task-change.ts'

/**
 * Looks whether who calls back is still alive. A claim without a sign of life is taken away and that is pushed,
 * so that the call-back is free on every screen without anybody asking.
 */
export async function freeStaleClaim({ store, now }: Deps, taskId: number): Promise<void> {
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
    const fact = task.claim && { what: 'person' as const, name: task.claim.name }
    const change = { before: task, after: { ...task, claim: null }, what: ['released' as const], fact }
    await saveTask(tx, change, { userId: null, at })
  })
}
