import { Refusal } from '#contracts/error.ts'
import type { CallerCard } from '#contracts/directory.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { PlaceOfNumber } from '#server/adapters/db/directory/directory.ts'
import type { Repositories } from '#server/adapters/db/repositories.ts'
import type { Deps } from '#server/app/deps.ts'
import { demand } from '#server/app/person.ts'
import type { Actor } from '#server/app/ports.ts'
import { otherPartyDigits } from '#server/domain/call/other-party.ts'
import { maskCall, maskTask } from '#server/domain/privacy/mask.ts'
import { taskOfRecord, type TaskRecord } from '#server/domain/task/task-record.ts'

const lastCallsShown = 10
const openTasksShown = 50

/**
 * What is known of the number of a call: every flat with its people, house note and open tasks of flat and house,
 * the last calls. Several flats stand side by side and none is preselected (domain.md, moment 3).
 * @throws Refusal notAllowed, notFound
 */
export async function getCallerCard(
  deps: Deps,
  actor: Actor,
  { params }: RouteInput<'getCallerCard'>,
): Promise<RouteResponse<'getCallerCard'>> {
  const person = demand(actor, 'task.register')
  const card = await deps.store.snapshot(async (tx): Promise<CallerCard> => {
    const call = await tx.calls.find(params.id)
    if (call === null) throw new Refusal('notFound', { id: params.id })
    const digits = otherPartyDigits(call)
    const places = digits === '' ? [] : await tx.directory.placesOfNumbers([digits], deps.now())
    return {
      call,
      task: await taskOfCall(tx, call.id),
      kind: digits === '' ? 'hidden' : places.length > 0 ? 'resident' : 'unknown',
      places: await withOpenTasks(tx, places),
      lastCalls: await tx.calls.withNumber(digits, lastCallsShown, call.id),
    }
  })
  return person.maySeeNumbers ? card : masked(card)
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

async function withOpenTasks(
  tx: Repositories,
  places: readonly PlaceOfNumber[],
): Promise<CallerCard['places']> {
  const open = await tx.tasks.openAt([...new Set(places.map(({ houseId }) => houseId))], openTasksShown)
  return places.map(({ houseId, apartmentId, address, residents, houseNote }) => ({
    houseId,
    apartmentId,
    address,
    residents,
    houseNote,
    openTasks: open
      .filter((task) => task.fields.houseId === houseId)
      .toSorted(
        (a, b) => Number(b.fields.apartmentId === apartmentId) - Number(a.fields.apartmentId === apartmentId),
      )
      .map(taskOfRecord),
  }))
}

const masked = (card: CallerCard): CallerCard => ({
  ...card,
  call: maskCall(card.call),
  task: card.task && maskTask(card.task),
  places: card.places.map((place) => ({ ...place, openTasks: place.openTasks.map(maskTask) })),
  lastCalls: card.lastCalls.map(maskCall),
})
