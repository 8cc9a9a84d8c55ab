import type { Repositories } from '#server/repositories.ts'
import type { Transaction } from '#server/store.ts'
import { otherPartyDigits } from '#domain/call/other-party.ts'
import { localDay } from '#domain/house/local-day.ts'
import type { HistoryFact } from '#domain/task/draft-change.ts'
import { carryOut, type DraftFacts } from '#domain/task/drafts.ts'
import { taskOfRecord, type TaskRecord } from '#domain/task/task-record.ts'
import type { CallStep } from './call-step.ts'
import { askForSuggestions } from '#server/features/shutdown/suggest-shutdowns.ts'
import { draftDesk } from './draft-desk.ts'

/**
 * Carries the steps' effects out on drafts and call-backs, in order: reads what they may touch at once, decides
 * in memory, writes each task once; boards are told.
 */
export async function changeDrafts(
  tx: Transaction,
  all: readonly CallStep[],
  timeZone: string,
): Promise<void> {
  const steps = all.filter(({ effects }) => effects.length > 0)
  if (steps.length === 0) return
  const facts = await gatherFacts(tx, steps, timeZone)
  const callIds = [...new Set(steps.map(({ call }) => call.id))]
  const numbers = [...new Set(steps.map(({ call }) => otherPartyDigits(call)).filter((d) => d !== ''))]
  const known = await tx.tasks.forCallsForUpdate(callIds, numbers)
  const desk = draftDesk(known)
  const history: HistoryFact[] = []
  for (const { call, at, effects } of steps) {
    for (const effect of effects) {
      const changes = carryOut(effect, call, at, desk.of(call), facts)
      for (const task of changes.changed) desk.change(task)
      history.push(...changes.history)
    }
  }
  const changed = desk.changed()
  await tx.tasks.save(changed)
  await tx.taskHistory.add(history.map((entry) => ({ ...entry, byUser: null })))
  await tx.phones.used(
    steps
      .filter(({ effects }) => effects.some(({ kind }) => kind === 'settle'))
      .map(({ call, at }) => ({ digits: otherPartyDigits(call), at })),
  )
  await tx.jobs.add(overdueJobs(changed, history))
  const last = steps.findLast(({ effects }) => effects.some(({ kind }) => kind === 'create'))
  // similar calls look like a shutdown
  if (last && changed.some((task) => task.version === 1 && task.fields.houseId !== null))
    await askForSuggestions(tx, new Date(last.at))
  tx.tell('task', ...changed.map(taskOfRecord))
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

async function gatherFacts(
  tx: Repositories,
  steps: readonly CallStep[],
  timeZone: string,
): Promise<DraftFacts> {
  const created = steps.filter(({ effects }) => effects.some(({ kind }) => kind === 'create'))
  const names = steps.flatMap(({ call, effects }) =>
    effects.flatMap((effect) =>
      effect.kind === 'own' ? effect.operator : effect.kind === 'settle' ? (call.operator ?? []) : [],
    ),
  )
  const digits = new Set(created.map(({ call }) => otherPartyDigits(call)).filter((d) => d !== ''))
  const [first] = created
  const day = first && localDay(new Date(first.at), timeZone)
  const places = day ? await tx.directory.placesOfNumbers([...digits], day) : []
  const operators = await tx.operators.bySipUsername([...new Set(names)])
  const told = steps.filter(({ effects }) =>
    effects.some(({ kind }) => kind === 'inform' || kind === 'callback'),
  )
  const shutdowns = await tx.shutdownCallers.known(told.flatMap(({ call }) => call.informedOf))
  const known = new Set(shutdowns.map(({ id }) => id))
  const ids = await tx.tasks.reserveIds(created.length)
  return {
    operator: (name) => operators.find(({ sipUsername }) => sipUsername === name) ?? null,
    places: (number) => places.filter((place) => place.digits === number),
    shutdown: (wanted) => shutdowns.find(({ id }) => id === wanted.find((one) => known.has(one))) ?? null,
    nextTaskId: () => {
      const id = ids.shift()
      if (id === undefined) throw new Error('more drafts than calls')
      return id
    },
  }
}
