import type { Call } from '#contracts/call.ts'
import type { CallEvent } from '#contracts/call-event.ts'
import type { Transaction } from '#server/adapters/db/store.ts'
import type { Deps } from '#server/app/deps.ts'
import { nextCall } from '#domain/call/lifecycle.ts'
import { draftFault, repairedDraft } from '#domain/task/draft-fault.ts'
import { effectsOnTasks } from '#domain/task/from-call.ts'
import { saveTask, type TaskChange } from '#server/app/task/task-change.ts'
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
    tx.tell('call', call)
    const { timeZone } = deps.installation
    await repairDraft(tx, call, steps, { now: deps.now(), timeZone })
    await joinCallers(tx, events, new Map([[call.id, call]]), timeZone)
    return true
  })
}

async function repairDraft(
  tx: Transaction,
  call: Call,
  steps: readonly CallStep[],
  { now, timeZone }: { now: Date; timeZone: string },
): Promise<void> {
  const [task] = (await tx.tasks.forCallsForUpdate([call.id], [])).filter(({ links }) =>
    links.some((link) => link.kind === 'origin' && link.callId === call.id),
  )
  const fault = draftFault(call, task ?? null)
  if (fault === null) return
  if (!task) return changeDrafts(tx, steps, timeZone)
  if (fault === 'notDissolved') {
    const at = call.endedAt ?? now.toISOString()
    return changeDrafts(tx, [{ call, at, effects: [{ kind: 'inform' }] }], timeZone)
  }
  const after = repairedDraft(call, task, fault)
  const what = after.status === task.status ? 'edited' : 'moved'
  const change = { before: task, after, what: [what], note: `rebuild: ${fault}` } satisfies TaskChange
  await saveTask(tx, change, { userId: null, at: now })
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
