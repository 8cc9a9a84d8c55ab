import { Refusal } from '#contracts/error.ts'
import type { Call } from '#contracts/call.ts'
import type { CallerCard } from '#contracts/caller-card.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { CardShutdown } from '#contracts/shutdown.ts'
import type { KnownCaller } from '#server/features/house/db/people/callers.ts'
import type { PlaceOfNumber } from '#server/features/house/db/places.ts'
import type { Repositories } from '#server/repositories.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { otherPartyDigits } from '#domain/call/other-party.ts'
import { localDay } from '#domain/house/local-day.ts'
import { concerns } from '#domain/shutdown/concerns.ts'
import { shutdownOfRecord } from '#domain/shutdown/shutdown-record.ts'
import { knownPlaces } from './card/known-places.ts'
import { taskOfRecord, type TaskRecord } from '#domain/task/task-record.ts'

const lastCallsShown = 10
const groupTasksShown = 20
/** A week back and a week ahead. */
const shutdownsShownMs = 7 * 24 * 3_600_000
const whenOfStatus = { planned: 'planned', active: 'now', restored: 'ended', cancelled: 'ended' } as const

/**
 * What is known of the number of a call: whose it is, every flat with its people, note, debt and the open tasks
 * around it, the last calls. Several flats stand side by side and none is preselected (domain.md, moment 3).
 * Eight statements at most, whatever is known.
 * @throws Refusal notFound
 */
export async function getCallerCard(
  deps: Deps,
  _person: Person,
  { params }: RouteInput<'getCallerCard'>,
): Promise<RouteResponse<'getCallerCard'>> {
  const now = deps.now()
  return deps.store.snapshot(async (tx): Promise<CallerCard> => {
    const call = await tx.calls.find(params.id)
    if (call === null) throw new Refusal('notFound', { id: params.id })
    const isVouchedFor = call.numberTrust !== 'typed'
    // whoever may have typed it learns nothing through the operator: the number brings no people, debts or houses
    const digits = isVouchedFor ? otherPartyDigits(call) : ''
    const caller = await tx.callers.ofNumber(digits)
    const places = await tx.places.ofNumbers(
      digits === '' ? [] : [digits],
      localDay(now, deps.installation.timeZone),
    )
    return {
      call,
      task: await taskOfCall(tx, call.id),
      kind: isVouchedFor ? kindOf(digits, caller, places) : 'unverified',
      worker: await withGroupTasks(tx, caller.worker),
      organisation: caller.organisation,
      places: await knownPlaces(tx, places),
      lastCalls: await tx.calls.withNumber(digits, lastCallsShown, call.id),
      shutdowns: await shutdownsOf(tx, call, places, now),
    }
  })
}

function kindOf(
  digits: string,
  { worker, organisation }: KnownCaller,
  places: readonly PlaceOfNumber[],
): CallerCard['kind'] {
  if (digits === '') return 'hidden'
  if (worker) return 'worker'
  if (organisation) return 'organisation'
  return places.length > 0 ? 'resident' : 'unknown'
}

/** The draft that the call made, the call-back that it answered, or the task into which that was dissolved. */
async function taskOfCall(tx: Repositories, callId: string): Promise<CallerCard['task']> {
  const tasks = await tx.tasks.ofCalls([callId])
  const linked = (kind: string): TaskRecord | undefined =>
    tasks.find((task) => task.links.some((link) => link.callId === callId && link.kind === kind))
  let task = linked('origin') ?? linked('callback') ?? null
  // a draft is dissolved into a call-back or an open task, a call-back into an open task: a short chain
  const seen = new Set<number>()
  while (task?.joinedTo && !seen.has(task.id)) {
    seen.add(task.id)
    task = await tx.tasks.find(task.joinedTo)
  }
  return task && taskOfRecord(task)
}

async function withGroupTasks(
  tx: Repositories,
  worker: KnownCaller['worker'],
): Promise<CallerCard['worker']> {
  if (worker === null) return null
  const tasks = await tx.tasks.openOfCategories(worker.categories, groupTasksShown)
  return { name: worker.name, group: worker.group, tasks: tasks.map(taskOfRecord) }
}

/** Those that concern a flat of the number, and those that the caller was told of in this call. */
async function shutdownsOf(
  tx: Repositories,
  call: Call,
  places: readonly PlaceOfNumber[],
  now: Date,
): Promise<CardShutdown[]> {
  const found = await tx.shutdowns.ofCall({
    id: call.id,
    informedOf: call.informedOf,
    houseIds: [...new Set(places.map(({ houseId }) => houseId))],
    since: new Date(now.getTime() - shutdownsShownMs),
    until: new Date(now.getTime() + shutdownsShownMs),
  })
  return found
    .map(({ shutdown, isJoined }): CardShutdown => ({
      shutdown: shutdownOfRecord(shutdown),
      apartmentIds: places.filter((place) => concerns(shutdown, place)).map(({ apartmentId }) => apartmentId),
      when: whenOfStatus[shutdown.status],
      isJoined,
    }))
    .filter(({ apartmentIds, isJoined }) => apartmentIds.length > 0 || isJoined)
}
