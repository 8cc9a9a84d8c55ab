import type { Call } from '#contracts/call.ts'
import type { CallEvent } from '#contracts/call-event.ts'
import type { Repositories } from '#server/adapters/db/repositories.ts'
import type { Deps } from '#server/app/deps.ts'
import { nextCall } from '#domain/call/lifecycle.ts'
import { draftFault, repairedDraft } from '#domain/task/draft-fault.ts'
import { effectsOnTasks } from '#domain/task/from-call.ts'
import { taskOfRecord, type TaskRecord } from '#domain/task/task-record.ts'
import type { CallStep } from './call-step.ts'
import { changeDrafts } from './change-drafts.ts'
import { joinCallers } from './join-callers.ts'
import type { Difference } from './compare-projection.ts'

/**
 * Writes the call as its events make it, what is wrong with its draft, and its caller into the lists of shutdowns;
 * boards hear of all. A call without
 * events is left alone: nothing is deleted. Answers whether anything was written.
 */
export async function repairProjection(
  deps: Pick<Deps, 'store' | 'now'> & { installation: Pick<Deps['installation'], 'timeZone'> },
  { callId }: Difference,
): Promise<boolean> {
  return deps.store.transaction(async (tx) => {
    await tx.calls.forUpdate([callId])
    const events = await tx.callEvents.ofCall(callId)
    const steps = stepsOf(events)
    const call = steps.at(-1)?.call
    if (!call) return false
    await tx.calls.save([call])
    const tasks = await repairDraft(tx, call, steps, {
      now: deps.now(),
      timeZone: deps.installation.timeZone,
    })
    const calls = new Map([[call.id, call]])
    const { more } = await joinCallers(tx, events, calls, deps.installation.timeZone)
    const counted = await tx.shutdownCallers.count(more)
    await tx.journal.append(
      [
        { type: 'call.changed', call },
        ...tasks.map((task) => ({ type: 'task.changed', task: taskOfRecord(task) }) as const),
        ...counted.map((count) => ({ type: 'shutdown.called', ...count }) as const),
      ],
      deps.now(),
    )
    return true
  })
}

async function repairDraft(
  tx: Repositories,
  call: Call,
  steps: readonly CallStep[],
  { now, timeZone }: { now: Date; timeZone: string },
): Promise<TaskRecord[]> {
  const [task] = (await tx.tasks.forCallsForUpdate([call.id], [])).filter(({ links }) =>
    links.some((link) => link.kind === 'origin' && link.callId === call.id),
  )
  const fault = draftFault(call, task ?? null)
  if (fault === null) return []
  if (!task) return changeDrafts(tx, steps, timeZone)
  if (fault === 'notDissolved') {
    const at = call.endedAt ?? now.toISOString()
    return changeDrafts(tx, [{ call, at, effects: [{ kind: 'inform' }] }], timeZone)
  }
  const at = now.toISOString()
  const after = { ...repairedDraft(call, task, fault), version: task.version + 1, updatedAt: at }
  await tx.tasks.save([after])
  const what = after.status === task.status ? 'edited' : 'moved'
  await tx.taskHistory.add([
    {
      taskId: task.id,
      at,
      byUser: null,
      what,
      from: task.status,
      to: after.status,
      note: `rebuild: ${fault}`,
    },
  ])
  return [after]
}

function stepsOf(events: readonly CallEvent[]): CallStep[] {
  const steps: CallStep[] = []
  let before: Call | null = null
  for (const event of events) {
    const call: Call | null = nextCall(before, event)
    if (call) steps.push({ call, at: event.at, effects: effectsOnTasks(before, call, event) })
    before = call
  }
  return steps
}
