import { Refusal } from '#contracts/error.ts'
import { holds } from '#server/platform/access/person.ts'
import type { Person } from '#server/ports.ts'
import { isUnattended, mayWrite } from '#domain/task/ownership.ts'
import type { TaskRecord } from '#domain/task/task-record.ts'
import { isUnregistered } from '#domain/task/states.ts'

/** @throws Refusal taskNotOpen, notAllowed (somebody else's draft) */
export function writableDraft(draft: TaskRecord, person: Person): void {
  if (!isUnregistered(draft.status)) throw new Refusal('taskNotOpen', { status: draft.status })
  const mayDispatch = holds(person, 'task.dispatch')
  if (!mayWrite(draft, { userId: person.userId, mayDispatch }))
    throw new Refusal('notAllowed', { permission: 'task.dispatch' })
}

/** A draft that nobody looked after is now this person's. */
export const takenOver = (draft: TaskRecord, person: Person): TaskRecord =>
  isUnattended(draft) ? { ...draft, ownerId: person.userId, ownerName: person.name, isOrphan: false } : draft
