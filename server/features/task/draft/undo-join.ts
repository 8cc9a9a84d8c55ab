import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { taskOfRecord, withoutCallsOf } from '#domain/task/task-record.ts'
import { statusBefore, undoJoinBy } from '#domain/task/join/undo-join.ts'
import { saveTasks } from '../task-change.ts'

/**
 * Takes a draft out of the task into which somebody joined it, within ten minutes: it is a draft again, with its text,
 * and the task counts one caller less. Answers the draft; again the same for one that is out already.
 * @throws Refusal notFound, taskNotOpen (never joined by a person, or too long ago)
 */
export async function undoJoin(
  deps: Deps,
  person: Person,
  { params }: RouteInput<'undoJoin'>,
): Promise<RouteResponse<'undoJoin'>> {
  return deps.store.transaction(async (tx) => {
    const seen = await tx.tasks.find(params.id)
    if (seen === null) throw new Refusal('notFound', { id: params.id })
    const both = await tx.tasks.forUpdate([seen.id, ...(seen.joinedTo === null ? [] : [seen.joinedTo])])
    const draft = both.find((task) => task.id === params.id)
    if (draft === undefined) throw new Refusal('notFound', { id: params.id })
    const last = (await tx.taskHistory.ofTask(draft.id)).at(-1)
    if (draft.status !== 'discarded' && last?.what === 'unjoined') return taskOfRecord(draft)
    const at = deps.now()
    const into = both.find((task) => task.id === draft.joinedTo)
    if (last === undefined || into === undefined || undoJoinBy(draft, last, at) === null)
      throw new Refusal('taskNotOpen', { status: draft.status })
    const { record, left } = withoutCallsOf(into, draft)
    await tx.tasks.unlink(into.id, left)
    const { raised, counted } = await tx.taskHistory.joinOf(into.id, draft.id)
    const fields = raised ? { ...record.fields, isEmergency: false } : record.fields
    const owner = draft.ownerId === null ? { ownerId: person.userId, ownerName: person.name } : {}
    const [task] = await saveTasks(
      tx,
      [
        {
          before: draft,
          after: { ...draft, ...owner, status: statusBefore(last), joinedTo: null },
          what: ['unjoined'],
          fact: { what: 'intoTask', taskId: into.id, number: into.number },
        },
        {
          before: into,
          after: { ...record, fields, repeatCount: Math.max(0, into.repeatCount - Number(counted)) },
          what: ['unjoined'],
          fact: { what: 'fromDraft', taskId: draft.id, raised, counted },
        },
      ],
      { userId: person.userId, at },
    )
    if (!task) throw new Error('a draft that was joined was not written')
    deps.log.info({ taskId: into.id, draftId: draft.id, userId: person.userId }, 'join undone')
    return task
  })
}
