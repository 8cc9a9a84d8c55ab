import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CardShutdown } from '#contracts/shutdown.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { getCallerCard } from '#server/features/call/get-caller-card.ts'
import { receiveCallEvents } from '#server/features/call/receive-call-events.ts'
import { answered, batchOf, tell } from '#server/testing/samples/call-stories.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addFlat, addHouse, addResident, type TestFlat } from '#server/testing/samples/houses.ts'
import { addActor, testClock, testDeps } from '#server/testing/people/factories.ts'
import { burstIn, shutdownDesk } from '#server/testing/samples/shutdowns.ts'
import { cancelShutdown } from './term/cancel-shutdown.ts'
import { joinShutdown } from './join/join-shutdown.ts'

const clock = testClock('2026-11-22T10:00:00.000Z') // 15:00 in Tyumen
let database: TestDatabase
let deps: Deps
let olga: Person
let pyotr: Person
let desk: ReturnType<typeof shutdownDesk>
let fifth: number
let seventh: number
let first: TestFlat // Республики 5, entrance 1
let second: TestFlat // Республики 5, entrance 2
let nowhere: TestFlat // Республики 5, nobody knows which entrance
let neighbour: TestFlat // Республики 7, entrance 1
beforeAll(async () => {
  database = await createTestDatabase()
  deps = testDeps(database.store, { now: clock.now })
  olga = await addActor(database.store, 'operator', 'Ольга')
  pyotr = await addActor(database.store, 'dispatcher', 'Пётр')
  desk = shutdownDesk(deps, pyotr)
  fifth = await addHouse(database.store, { street: 'Республики', number: '5' })
  seventh = await addHouse(database.store, { street: 'Республики', number: '7' })
  await database.knex('houses').update({ entrances: 3 })
  first = await flatAt(fifth, '1', 1, '+79220000001')
  second = await flatAt(fifth, '41', 2, '+79220000002')
  nowhere = await flatAt(fifth, '99', null, '+79220000003')
  neighbour = await flatAt(seventh, '1', 1, '+79220000007')
  // one number of two flats in two houses
  for (const flat of [second, neighbour])
    await addResident(database.store, flat, { name: 'Борис', phone: '+79220000010' })
})
afterAll(() => database.drop())
beforeEach(async () => {
  clock.set('2026-11-22T10:00:00.000Z')
  // what was before is over for each test, and long ago
  await database
    .knex('shutdowns')
    .update({ status: 'restored', ended_at: '2026-01-01T00:00:00Z', speech_text: '' })
})

async function flatAt(house: number, number: string, entrance: number | null, phone: string) {
  const flat = await addFlat(database.store, house, number)
  await database.knex('apartments').where({ id: flat.apartmentId }).update({ entrance })
  await addResident(database.store, flat, { name: 'Анна', phone })
  return flat
}

let calls = 0
async function callFrom(number: string): Promise<string> {
  calls += 1
  const told = tell(answered(number, olga.sipUsername ?? ''), {
    callId: `over-${calls}`,
    begins: clock.now().toISOString(),
  })
  await receiveCallEvents(deps, batchOf(told.slice(0, 5)))
  return `embedded:over-${calls}`
}
const cardOf = async (id: string): Promise<CardShutdown[]> =>
  (await getCallerCard(deps, olga, { params: { id }, query: undefined, body: undefined })).shutdowns
const cardOfNumber = async (number: string) => cardOf(await callFrom(number))
const seen = (card: readonly CardShutdown[]) =>
  card.map(({ shutdown, apartmentIds, when, isJoined }) => [shutdown.id, apartmentIds, when, isJoined])

describe('overlapping shutdowns', () => {
  it('each caller is told all that concern him, each with its own services and term', async () => {
    const burst = await desk.create(
      burstIn([fifth], { services: ['coldWater', 'hotWater'], plannedEnd: '2026-11-22T13:30:00.000Z' }),
    )
    const heat = await desk.create(
      burstIn([fifth, seventh], {
        kind: 'incident',
        services: ['heating'],
        cause: '',
        startsAt: '2026-11-22T09:55:00.000Z',
        plannedEnd: '2026-11-23T03:00:00.000Z',
      }),
    )
    const card = await cardOfNumber('+79220000001')
    expect(seen(card)).toEqual([
      [burst.id, [first.apartmentId], 'now', false],
      [heat.id, [first.apartmentId], 'now', false],
    ])
    expect(card.map(({ shutdown }) => shutdown.speechText)).toEqual([
      'Аварийное отключение холодной и горячей воды. Причина: Порыв на вводе. Восстановление планируется до восемнадцати часов тридцати минут двадцать второго ноября.',
      'Временное отключение отопления. Восстановление планируется до восьми часов двадцать третьего ноября.',
    ])
    expect(seen(await cardOfNumber('+79220000007'))).toEqual([
      [heat.id, [neighbour.apartmentId], 'now', false],
    ])

    // one moves, one ends: the other’s word stands
    await desk.move(burst, '2026-11-22T16:00:00.000Z', 'Второй порыв')
    await desk.end(heat)
    const later = await cardOfNumber('+79220000001')
    expect(later.map(({ shutdown, when }) => [when, shutdown.speechText])).toEqual([
      [
        'now',
        'Аварийное отключение холодной и горячей воды. Причина: Порыв на вводе. Срок изменён, восстановление планируется до двадцати одного часа двадцать второго ноября.',
      ],
      ['ended', 'Отключение отопления завершено, подача возобновлена.'],
    ])
  })

  it('two of the same service over one house stay two, each with its houses', async () => {
    const one = await desk.create(burstIn([fifth], { plannedEnd: '2026-11-22T13:00:00.000Z' }))
    const two = await desk.create(burstIn([fifth, seventh], { plannedEnd: '2026-11-22T15:00:00.000Z' }))
    const card = await cardOfNumber('+79220000001')
    expect(card.map(({ shutdown }) => [shutdown.id, shutdown.plannedEnd])).toEqual([
      [one.id, '2026-11-22T13:00:00.000Z'],
      [two.id, '2026-11-22T15:00:00.000Z'],
    ])
    await desk.end(one)
    const { shutdown } = (await cardOfNumber('+79220000001')).find(({ when }) => when === 'now') ?? {}
    expect(shutdown?.id).toBe(two.id)
  })

  it('of two flats on one number each is named with what concerns it', async () => {
    const water = await desk.create(burstIn([fifth]))
    const heat = await desk.create(burstIn([seventh], { services: ['heating'] }))
    const both = await desk.create(burstIn([fifth, seventh], { services: ['power'] }))
    const card = await cardOfNumber('+79220000010')
    const flats = new Map(
      card.map(({ shutdown, apartmentIds }) => [shutdown.id, apartmentIds.toSorted((a, b) => a - b)]),
    )
    expect(flats.get(water.id)).toEqual([second.apartmentId])
    expect(flats.get(heat.id)).toEqual([neighbour.apartmentId])
    expect(flats.get(both.id)).toEqual([second.apartmentId, neighbour.apartmentId])
  })
})

describe('entrances', () => {
  it('concern their flats, and those of which nobody knows the entrance', async () => {
    const riser = await desk.create(burstIn([{ houseId: fifth, via: 'house', entrances: [2] }]))
    expect(seen(await cardOfNumber('+79220000002'))).toEqual([[riser.id, [second.apartmentId], 'now', false]])
    expect(seen(await cardOfNumber('+79220000003'))).toEqual([
      [riser.id, [nowhere.apartmentId], 'now', false],
    ])
    expect(await cardOfNumber('+79220000001')).toEqual([])
    expect(await cardOfNumber('+79220000007')).toEqual([])
  })
})

describe('what a card tells by time', () => {
  it('planned within a week, ended within a week, and nothing beyond or cancelled', async () => {
    const planned = (startsAt: string) =>
      desk.create(burstIn([fifth], { kind: 'planned', startsAt, services: ['heating'] }))
    const soon = await planned('2026-11-29T10:00:00.000Z')
    await planned('2026-11-29T10:00:01.000Z')
    const mistake = await desk.create(burstIn([fifth]))
    await cancelShutdown(deps, pyotr, {
      params: { id: mistake.id },
      query: undefined,
      body: { version: mistake.version, reason: 'Ошибка' },
    })
    const ended = await desk.end(await desk.create(burstIn([fifth])))
    expect(seen(await cardOfNumber('+79220000001'))).toEqual([
      [ended.id, [first.apartmentId], 'ended', false],
      [soon.id, [first.apartmentId], 'planned', false],
    ])
    clock.set('2026-11-29T10:00:00.001Z')
    const weekLater = await cardOfNumber('+79220000001')
    expect(weekLater.map(({ shutdown }) => shutdown.id)).not.toContain(ended.id)
  })
})

describe('who was told in this call', () => {
  it('by the announcement, though his number is known to no flat', async () => {
    const burst = await desk.create(burstIn([fifth]))
    const call = await callFrom('+79229999999')
    expect(await cardOf(call)).toEqual([])
    await database
      .knex('calls')
      .where({ id: call })
      .update({ informed_of: [burst.id] })
    expect(seen(await cardOf(call))).toEqual([[burst.id, [], 'now', true]])
  })

  it('by an operator, also when it has been cancelled since', async () => {
    const burst = await desk.create(burstIn([fifth]))
    const call = await callFrom('+79220000001')
    const [draft] = await database.store.repositories.tasks.ofCalls([call])
    await joinShutdown(deps, olga, {
      params: { id: draft?.id ?? 0 },
      query: undefined,
      body: { shutdownId: burst.id, wantsNotice: false, robotConsent: false },
    })
    expect(seen(await cardOf(call))).toEqual([[burst.id, [first.apartmentId], 'now', true]])
    // the next call of the same number is another call
    expect(seen(await cardOfNumber('+79220000001'))).toEqual([[burst.id, [first.apartmentId], 'now', false]])
    await cancelShutdown(deps, pyotr, {
      params: { id: burst.id },
      query: undefined,
      body: { version: burst.version, reason: 'Ошибка' },
    })
    expect(seen(await cardOf(call))).toEqual([[burst.id, [first.apartmentId], 'ended', true]])
    expect(await cardOfNumber('+79220000001')).toEqual([])
  })
})
