import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import type { Repositories } from '#server/repositories.ts'
import { otherPartyDigits } from '#domain/call/other-party.ts'
import { taskOfRecord, withCallsOf, type TaskRecord } from '#domain/task/task-record.ts'
import { isOpen } from '#domain/task/states.ts'
import { saveTasks } from '../task-change.ts'
import { writableDraft } from '../writable-draft.ts'

/**
 * Dissolves a draft or call-back into an open task: its calls belong to the task too, which counts one more
 * caller. The draft keeps the link to the call that made it, as the record. Answers the open task; again the
 * same for a draft that is in it already.
 * @throws Refusal notFound, taskNotOpen, notAllowed, badInput
 */
export async function joinTask(
  deps: Deps,
  person: Person,
  { params, body }: RouteInput<'joinTask'>,
): Promise<RouteResponse<'joinTask'>> {
  if (params.id === body.into) throw new Refusal('badInput', { field: 'into' })
  return deps.store.transaction(async (tx) => {
    const both = await tx.tasks.forUpdate([params.id, body.into])
    const draft = both.find((task) => task.id === params.id)
    const into = both.find((task) => task.id === body.into)
    if (!draft) throw new Refusal('notFound', { id: params.id })
    if (!into) throw new Refusal('notFound', { id: body.into })
    if (draft.status === 'discarded' && draft.joinedTo === into.id) return taskOfRecord(into)
    writableDraft(draft, person)
    if (!isOpen(into.status)) throw new Refusal('taskNotOpen', { status: into.status })
    const at = deps.now()
    // a danger that was told of is one of the task too; our own worker reports, and is no further applicant
    const raised = draft.fields.isEmergency && !into.fields.isEmergency
    const counted = !(await isOfWorker(tx, draft))
    const [task] = await saveTasks(
      tx,
      [
        {
          before: into,
          after: withCaller(into, draft, { raised, counted }),
          what: ['joined'],
          fact: { what: 'fromDraft', taskId: draft.id, raised, counted },
        },
        {
          before: draft,
          after: { ...draft, status: 'discarded', joinedTo: into.id, isOrphan: false },
          what: ['joined'],
          fact: { what: 'intoTask', taskId: into.id, number: into.number },
        },
      ],
      { userId: person.userId, at },
    )
    if (!task) throw new Error('a joined task was not written')
    deps.log.info({ taskId: into.id, draftId: draft.id, userId: person.userId }, 'draft joined')
    return task
  })
}

const withCaller = (
  into: TaskRecord,
  draft: TaskRecord,
  { raised, counted }: { raised: boolean; counted: boolean },
): TaskRecord => ({
  ...withCallsOf(into, draft),
  repeatCount: into.repeatCount + Number(counted),
  fields: { ...into.fields, isEmergency: into.fields.isEmergency || raised },
})

/** By the number that the network gave: one that a visitor typed says nothing. */
async function isOfWorker(tx: Repositories, draft: TaskRecord): Promise<boolean> {
  const [link] = draft.links
  const call = link === undefined ? null : await tx.calls.find(link.callId)
  if (call === null || call.numberTrust === 'typed') return false
  return (await tx.callers.ofNumber(otherPartyDigits(call))).worker !== null
}
