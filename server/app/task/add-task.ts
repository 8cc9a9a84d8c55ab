import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import { emptyTaskFields } from '#contracts/task.ts'
import type { Deps } from '#server/app/deps.ts'
import { demand } from '#server/app/person.ts'
import type { Actor } from '#server/app/ports.ts'
import type { TaskRecord } from '#server/domain/task/task-record.ts'
import { withFields } from './draft-fields.ts'
import { writeTask } from './task-change.ts'

/**
 * A draft without a call: somebody came to the counter, or telephony is down.
 * @throws Refusal notAllowed, badInput
 */
export async function addTask(
  deps: Deps,
  actor: Actor,
  { body }: RouteInput<'addTask'>,
): Promise<RouteResponse<'addTask'>> {
  const person = demand(actor, 'task.register')
  return deps.store.transaction(async (tx) => {
    const at = deps.now()
    const [id] = await tx.tasks.reserveIds(1)
    if (id === undefined) throw new Error('no id for a new task')
    const after = await withFields(tx, emptyDraft(id, person, at.toISOString()), body)
    return await writeTask(
      tx,
      { before: null, after, what: ['created'] },
      {
        userId: person.userId,
        at,
      },
    )
  })
}

const emptyDraft = (id: number, owner: { userId: number; name: string }, at: string): TaskRecord => ({
  id,
  number: null,
  status: 'draft',
  source: 'manual',
  links: [],
  ownerId: owner.userId,
  ownerName: owner.name,
  fields: emptyTaskFields,
  address: '',
  classifierName: null,
  ruleVersion: null,
  deadlines: { callbackBy: null, informBy: null, localizeBy: null, restoreBy: null, eliminateBy: null },
  joinedTo: null,
  shutdownId: null,
  isOrphan: false,
  repeatCount: 0,
  claim: null,
  createdAt: at,
  registeredAt: null,
  updatedAt: at,
  version: 1,
})
