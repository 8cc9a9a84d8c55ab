import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { phoneDigits } from '#domain/call/caller-number.ts'
import { tellingStems } from '#domain/classifier/choices.ts'
import { missingForRegistration } from '#domain/task/missing.ts'
import { registered } from '#domain/task/register.ts'
import { dangerOf } from '#domain/task/danger/danger-of.ts'
import { taskOfRecord, type TaskRecord } from '#domain/task/task-record.ts'
import type { Repositories } from '#server/repositories.ts'
import { nextTaskNumber } from '#server/features/company/next-task-number.ts'
import { withFields } from './draft/draft-fields.ts'
import { askForSuggestions } from '#server/features/shutdown/suggest-shutdowns.ts'
import { lockedTask, sameVersion, saveTask } from './task-change.ts'
import { writableDraft } from './writable-draft.ts'

/**
 * Gives a draft or call-back its number, its deadlines and the one who registered it. Twice by the same person
 * (a double click, a lost answer) gives the same task; by another one alreadyRegistered with the `number`.
 * @throws Refusal notFound, alreadyRegistered, taskNotOpen, notAllowed, conflict, badInput with `missing`
 */
export async function registerTask(
  deps: Deps,
  person: Person,
  { params, body }: RouteInput<'registerTask'>,
): Promise<RouteResponse<'registerTask'>> {
  return deps.store.transaction(async (tx) => {
    const before = await lockedTask(tx, params.id)
    if (before.number !== null) {
      const by = await tx.taskHistory.registeredBy(before.id)
      if (by === person.userId) return taskOfRecord(before)
      throw new Refusal('alreadyRegistered', { number: before.number })
    }
    writableDraft(before, person)
    sameVersion(before, body.version)
    const { timeZone } = deps.installation
    const draft = await withDangersProblem(tx, await withFields(tx, before, body.fields, timeZone))
    const missing = missingForRegistration(draft.fields)
    if (missing.length > 0) throw new Refusal('badInput', { missing: missing.join(', ') })
    const { classifierId } = draft.fields
    const entry = classifierId === null ? null : await tx.classifier.find(classifierId)
    const at = deps.now()
    if (draft.fields.houseId !== null) await askForSuggestions(tx, at)
    const digits = phoneDigits(draft.fields.applicantPhone)
    const { apartmentId } = draft.fields
    // of several flats of a number this one was meant: next time it stands first (domain.md, moment 3)
    if (digits !== '' && apartmentId !== null) await tx.phones.usedFor(digits, apartmentId, at)
    if (entry !== null) await tx.problemChoices.count(tellingStems(body.searched ?? ''), entry.id)
    const number = await nextTaskNumber(tx, draft.companyId, { at, timeZone })
    const after = registered(draft, { number, at, timeZone, entry, by: person })
    const task = await saveTask(
      tx,
      { before, after, what: ['registered'], fact: { what: 'registered', number } },
      { userId: person.userId, at },
    )
    deps.log.info({ taskId: task.id, number, userId: person.userId }, 'task registered')
    return task
  })
}

/** A danger in words alone has the problem that its script belongs to, and with it the legal clock. */
async function withDangersProblem(tx: Repositories, draft: TaskRecord): Promise<TaskRecord> {
  const danger = dangerOf(draft)
  if (danger === null || draft.fields.classifierId !== null) return draft
  const entry = await tx.classifier.ofDanger(danger)
  return entry === null ? draft : { ...draft, fields: { ...draft.fields, classifierId: entry.id } }
}
