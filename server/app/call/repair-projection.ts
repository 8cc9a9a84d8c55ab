import type { CallEvent } from '#contracts/call-event.ts'
import type { Call } from '#contracts/call.ts'
import type { Deps } from '#server/app/deps.ts'
import { nextCall } from '#server/domain/call/lifecycle.ts'
import { effectsOnTasks } from '#server/domain/task/from-call.ts'
import { taskOfRecord } from '#server/domain/task/task-record.ts'
import type { CallStep } from './call-step.ts'
import { changeDrafts } from './change-drafts.ts'
import type { Difference } from './compare-projection.ts'

/**
 * Writes the call as its events make it, and its missing draft or call-back; boards hear of both. A call without
 * events is left alone: nothing is deleted. Answers whether anything was written.
 */
export async function repairProjection(
  deps: Pick<Deps, 'store' | 'now'>,
  { callId }: Difference,
): Promise<boolean> {
  return deps.store.transaction(async (tx) => {
    await tx.calls.forUpdate([callId])
    const steps = stepsOf(await tx.callEvents.ofCall(callId))
    const call = steps.at(-1)?.call
    if (!call) return false
    await tx.calls.save([call])
    const own = (await tx.tasks.ofCalls([callId])).find((task) =>
      task.links.some((link) => link.kind === 'origin' && link.callId === callId),
    )
    const tasks = await changeDrafts(tx, own ? steps.filter(isOverdueCallback) : steps)
    await tx.journal.append(
      [
        { type: 'call.changed', call },
        ...tasks.map((task) => ({ type: 'task.changed', task: taskOfRecord(task) }) as const),
      ],
      deps.now(),
    )
    return true
  })
}

/** An existing draft is a person's work: only the duty to call back is caught up on. */
const isOverdueCallback = (step: CallStep): boolean =>
  step.effects.length === 1 && step.effects[0]?.kind === 'callback'

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
