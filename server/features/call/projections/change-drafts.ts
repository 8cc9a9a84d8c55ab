import type { Transaction } from '#server/store.ts'
import { ofCompany } from '#domain/company/of-call.ts'
import { otherPartyDigits } from '#domain/call/other-party.ts'
import type { HistoryFact } from '#domain/task/draft-change.ts'
import { carryOut, type DraftFacts } from '#domain/task/drafts.ts'
import { taskOfRecord, type TaskRecord } from '#domain/task/task-record.ts'
import type { Facts } from '../gather.ts'
import type { CallStep } from './call-step.ts'
import { suggestionsSoon } from '#server/features/shutdown/suggest-shutdowns.ts'
import { draftDesk } from './draft-desk.ts'

/**
 * Carries the steps' effects out on drafts and call-backs, in order: decides in memory what stands in `facts`, writes
 * each task once; boards are told.
 */
export function changeDrafts(tx: Transaction, steps: readonly CallStep[], known: Facts, timeZone: string) {
  const facts = draftFacts(known, timeZone)
  const desk = draftDesk(known.tasks)
  const history: HistoryFact[] = []
  for (const { call, at, effects } of steps) {
    for (const effect of effects) {
      const changes = carryOut(effect, call, at, desk.of(call), facts)
      for (const task of changes.changed) desk.change(task)
      history.push(...changes.history)
    }
  }
  const changed = desk.changed()
  tx.tell('task', ...changed.map(taskOfRecord))
  const talks = steps
    .filter(({ effects }) => effects.some(({ kind }) => kind === 'settle'))
    .map(({ call, at }) => ({ digits: otherPartyDigits(call), at }))
  const last = steps.findLast(({ effects }) => effects.some(({ kind }) => kind === 'create'))
  // similar calls look like a shutdown
  const isCase = changed.some((task) => task.version === 1 && task.fields.houseId !== null)
  return {
    ...tx.tasks.saving(changed),
    history: tx.taskHistory.adding(history.map((entry) => ({ ...entry, byUser: null }))),
    phones: tx.phones.using(talks),
    jobs: tx.jobs.adding(overdueJobs(changed, history)),
    suggestions: tx.jobs.addingUnlessWaiting(last && isCase ? [suggestionsSoon(new Date(last.at))] : []),
  }
}

/** A call-back that nobody settled in time must be seen; the job asks again when it wakes. */
const overdueJobs = (changed: readonly TaskRecord[], history: readonly HistoryFact[]) =>
  changed
    .filter((task) => history.some(({ taskId, what }) => taskId === task.id && what === 'callback'))
    .flatMap(({ id, status, deadlines: { callbackBy } }) =>
      status === 'callback' && callbackBy !== null
        ? [{ kind: 'callback.overdue', payload: { taskId: id, callbackBy }, runAt: new Date(callbackBy) }]
        : [],
    )

function draftFacts(
  { places, operators, companies, shutdowns, taskIds }: Facts,
  timeZone: string,
): DraftFacts {
  const ids = [...taskIds]
  const known = new Set(shutdowns.map(({ id }) => id))
  return {
    operator: (name) => operators.find(({ sipUsername }) => sipUsername === name) ?? null,
    places: (number) => places.filter((place) => place.digits === number),
    shutdown: (wanted) => shutdowns.find(({ id }) => id === wanted.find((one) => known.has(one))) ?? null,
    companyOf: (periods, at) =>
      ofCompany({ line: null, houses: [periods] }, companies, new Date(at), timeZone).companyId,
    nextTaskId: () => {
      const id = ids.shift()
      if (id === undefined) throw new Error('more drafts than calls')
      return id
    },
  }
}
