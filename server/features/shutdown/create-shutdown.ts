import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Repositories } from '#server/repositories.ts'
import type { Transaction } from '#server/store.ts'
import { suggestionOf, type SuggestionRecord } from '#domain/shutdown/suggestion-record.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { saveTasks, type TaskChange } from '#server/features/task/task-change.ts'
import { shutdownNumber, shutdownSeries } from '#domain/numbering/shutdown-number.ts'
import { shutdownOfRecord, type ShutdownRecord } from '#domain/shutdown/shutdown-record.ts'
import { speechText } from '#domain/shutdown/speech/speech-text.ts'
import { statusAtStart } from '#domain/shutdown/status.ts'
import { takenIn } from '#domain/shutdown/take-in-tasks.ts'
import type { TaskRecord } from '#domain/task/task-record.ts'
import { checkedFields, type CheckedFields } from './checked-fields.ts'
import { callerOfDraft, dissolved } from './join/join-draft.ts'
import { companiesOf, jobsOf, recordChange } from './shutdown-change.ts'

/**
 * Creates a shutdown, planned or active by its beginning, with what is about it: drafts dissolve into it as callers,
 * tasks belong to it, the suggestion that led to it is accepted. The same `key` again gives the same shutdown.
 * @throws Refusal badInput, notFound (a task or the suggestion), conflict (somebody accepted that
 * suggestion: with the `shutdownId`)
 */
export async function createShutdown(
  deps: Deps,
  person: Person,
  { body }: RouteInput<'createShutdown'>,
): Promise<RouteResponse<'createShutdown'>> {
  const { userId } = person
  const { timeZone } = deps.installation
  return deps.store.transaction(async (tx) => {
    const made = await tx.shutdowns.ofKey(body.key)
    if (made !== null) return shutdownOfRecord(made)
    const at = deps.now()
    const suggestion = await openSuggestion(tx, body.suggestionId)
    const tasks = await namedTasks(tx, body.taskIds, userId)
    const checked = await checkedFields(tx, body.fields)
    // the series' row stays locked until the commit: everything was checked before
    const value = await tx.counters.next(shutdownSeries(at, timeZone))
    const draft = newShutdown(checked, {
      number: shutdownNumber(at, timeZone, value),
      suggestionId: suggestion?.id ?? null,
      companyIds: await companiesOf(tx, checked.fields, timeZone),
      userId,
      at,
      timeZone,
    })
    const shutdown = { ...draft, id: await tx.shutdowns.insert(draft, body.key) }
    const by = { userId, at, timeZone }
    await tx.shutdownHouses.set(shutdown.id, shutdown.houses)
    await tx.shutdownHistory.addTerm(shutdown.id, { plannedEnd: shutdown.plannedEnd, reason: '' }, by)
    await tx.shutdownHistory.add(shutdown.id, [{ what: 'created' }], by)
    await takeIn(tx, tasks, shutdown, { person, at, timeZone })
    await accept(tx, suggestion, shutdown.id, { userId, at })
    await tx.jobs.add(jobsOf(shutdown, at, true))
    const written = await tx.shutdowns.find(shutdown.id)
    if (written === null) throw new Error('a new shutdown is gone')
    const details = { number: written.number, places: written.places, services: written.services }
    return recordChange(deps, tx, written, { action: 'created', by, details })
  })
}

function newShutdown(
  { fields, places, powerSources }: CheckedFields,
  facts: {
    number: string
    suggestionId: number | null
    companyIds: number[]
    userId: number
    at: Date
    timeZone: string
  },
): Omit<ShutdownRecord, 'id'> {
  const { at, timeZone } = facts
  const moment = at.toISOString()
  const said = { ...fields, status: statusAtStart(new Date(fields.startsAt), at), shifts: 0 }
  return {
    ...said,
    number: facts.number,
    organisationName: null,
    endedAt: null,
    companyIds: facts.companyIds,
    places,
    powerSources,
    callerCount: 0,
    speech: {
      text: speechText(said, { now: at, timeZone }),
      version: 1,
      file: null,
      questionFile: null,
      isRecordedByHand: false,
    },
    suggestionId: facts.suggestionId,
    createdBy: facts.userId,
    createdAt: moment,
    updatedAt: moment,
    version: 1,
  }
}

async function openSuggestion(tx: Repositories, id: number | null): Promise<SuggestionRecord | null> {
  if (id === null) return null
  const suggestion = await tx.suggestions.forUpdate(id)
  if (suggestion === null) throw new Refusal('notFound', { id })
  // who was told "no" or waited too long may be right after all; two shutdowns of one suggestion are one too many
  if (suggestion.shutdownId !== null)
    throw new Refusal('conflict', { current: suggestion.version, shutdownId: suggestion.shutdownId })
  return suggestion
}

async function accept(
  tx: Transaction,
  suggestion: SuggestionRecord | null,
  shutdownId: number,
  by: { userId: number; at: Date },
): Promise<void> {
  if (suggestion === null) return
  const accepted = {
    ...suggestion,
    state: 'accepted',
    shutdownId,
    version: suggestion.version + 1,
  } as const
  await tx.suggestions.save(accepted, by)
  tx.tell('suggestion', suggestionOf(accepted))
}

interface NamedTask {
  record: TaskRecord
  becomes: 'caller' | 'task'
}

/** Locked, each with what becomes of it; those that it leaves alone are left out. */
async function namedTasks(tx: Repositories, ids: readonly number[], userId: number): Promise<NamedTask[]> {
  if (ids.length === 0) return []
  const records = await tx.tasks.forUpdate(ids)
  const missing = ids.find((id) => !records.some((task) => task.id === id))
  if (missing !== undefined) throw new Refusal('notFound', { id: missing })
  const calls = await tx.calls.byIds(records.flatMap(({ links }) => links.map(({ callId }) => callId)))
  const ringing = new Set(calls.filter(({ state }) => state === 'ringing').map(({ id }) => id))
  return records.flatMap((record) => {
    const becomes = takenIn(record, { userId, rings: record.links.some(({ callId }) => ringing.has(callId)) })
    return becomes === 'nothing' ? [] : [{ record, becomes }]
  })
}

async function takeIn(
  tx: Transaction,
  tasks: readonly NamedTask[],
  shutdown: { id: number; number: string },
  { person, at, timeZone }: { person: Person; at: Date; timeZone: string },
): Promise<void> {
  const changes = tasks.map(({ record, becomes }): TaskChange =>
    becomes === 'caller'
      ? dissolved(record, shutdown)
      : {
          before: record,
          after: { ...record, shutdownId: shutdown.id },
          what: ['joined'],
          fact: { what: 'shutdown', number: shutdown.number },
        },
  )
  await saveTasks(tx, changes, { userId: person.userId, at })
  const callers = tasks
    .filter(({ becomes }) => becomes === 'caller')
    .map(({ record }) => callerOfDraft(record, { shutdownId: shutdown.id, wantsNotice: false, at }))
  // at once, not at the end: the row is new and nobody waits for it, and it is told with its callers
  await tx.shutdownCallers.count(await tx.shutdownCallers.add(callers, timeZone))
}
