import type { Call } from '#contracts/call.ts'
import { phoneDigits } from '#domain/call/caller-number.ts'
import { otherPartyDigits } from '#domain/call/other-party.ts'
import type { TaskRecord } from '#domain/task/task-record.ts'

/** The tasks of one batch in memory, found by the call that made them and by number. */
export function draftDesk(known: readonly TaskRecord[]) {
  const tasks = new Map<number, TaskRecord>()
  const byCall = new Map<string, number>()
  const byNumber = new Map<string, Set<number>>()
  const touched = new Set<number>()

  const put = (task: TaskRecord): void => {
    tasks.set(task.id, task)
    for (const link of task.links) if (link.kind === 'origin') byCall.set(link.callId, task.id)
    if (task.status !== 'callback') return
    const digits = phoneDigits(task.fields.applicantPhone)
    byNumber.set(digits, (byNumber.get(digits) ?? new Set()).add(task.id))
  }
  known.forEach(put)

  return {
    /** What an event of this call may touch: its own draft, and the call-backs of its number. */
    of(call: Call): TaskRecord[] {
      const ids = new Set(byNumber.get(otherPartyDigits(call)))
      const own = byCall.get(call.id)
      if (own !== undefined) ids.add(own)
      return [...ids].flatMap((id) => tasks.get(id) ?? [])
    },
    change(task: TaskRecord): void {
      touched.add(task.id)
      put(task)
    },
    /** Each changed task once, as it is now. */
    changed: (): TaskRecord[] => [...touched].flatMap((id) => tasks.get(id) ?? []),
  }
}
