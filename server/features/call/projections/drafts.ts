import type { Call } from '#contracts/call.ts'
import type { DraftFault } from '#contracts/history.ts'
import type { Transaction } from '#server/store.ts'
import { saveTask, type TaskChange } from '#server/features/task/task-change.ts'
import { draftFault, repairedDraft } from '#domain/task/draft-fault.ts'
import type { TaskRecord } from '#domain/task/task-record.ts'
import { changeDrafts } from './change-drafts.ts'
import type { CallStep } from './call-step.ts'
import type { CallBatch, CallProjection, Difference, When } from './call-projection.ts'

/** The call's own draft is not what its call says. */
interface DraftDifference extends Difference {
  kind: 'draft'
  taskId: number | null
  fault: DraftFault
}

/** The draft that each call makes, and the call-backs that calls settle. */
export const drafts: CallProjection<DraftDifference> = {
  kind: 'draft',
  project: (tx, { steps, facts }, { timeZone }) => ({
    writes: changeDrafts(tx, steps, facts, timeZone),
    unknown: [],
  }),
  async differs(tx, { ids, made }) {
    const tasks = await tx.tasks.ofCalls(ids)
    return ids.flatMap((callId) => {
      const call = made.get(callId)
      const own = tasks.find(isOwn(callId)) ?? null
      const fault = call === undefined ? null : draftFault(call, own)
      return fault === null ? [] : { kind: 'draft', callId, taskId: own?.id ?? null, fault }
    })
  },
  sentence: ({ callId, taskId, fault }) => `${callId}: черновик ${taskId ?? '–'}: ${fault}`,
  async repair(tx, batch, when) {
    for (const call of batch.calls.values()) await repairDraft(tx, call, batch, when)
  },
}

const isOwn =
  (callId: string) =>
  ({ links }: TaskRecord): boolean =>
    links.some((link) => link.kind === 'origin' && link.callId === callId)

async function repairDraft(
  tx: Transaction,
  call: Call,
  { steps, facts }: CallBatch,
  { now, timeZone }: When,
): Promise<void> {
  const task = facts.tasks.find(isOwn(call.id))
  const write = async (made: readonly CallStep[]): Promise<void> => {
    await tx.together(changeDrafts(tx, made, facts, timeZone))
  }
  const fault = draftFault(call, task ?? null)
  if (fault === null) return
  if (!task) return write(steps)
  if (fault === 'notDissolved') {
    const at = call.endedAt ?? now.toISOString()
    return write([{ call, at, effects: [{ kind: 'inform' }] }])
  }
  const after = repairedDraft(call, task, fault)
  const what = after.status === task.status ? 'edited' : 'moved'
  const change = { before: task, after, what: [what], fact: { what: 'rebuilt', fault } } satisfies TaskChange
  await saveTask(tx, change, { userId: null, at: now })
}
