import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CallerCard } from '#contracts/caller-card.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { addTask } from '#server/features/task/add-task.ts'
import { registerTask } from '#server/features/task/register-task.ts'
import { rememberNumber } from '#server/features/task/draft/remember-number.ts'
import { asAnswered } from '#server/testing/edge/as-answered.ts'
import { answered, batchOf, tell } from '#server/testing/samples/call-stories.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import {
  addClassifier,
  addFlat,
  addHouse,
  addOrganisation,
  addResident,
  addWorker,
  type TestFlat,
} from '#server/testing/samples/houses.ts'
import { addActor, testDeps } from '#server/testing/people/factories.ts'
import { getCallerCard } from './get-caller-card.ts'
import { receiveCallEvents } from './receive-call-events.ts'

let database: TestDatabase
let deps: Deps
let olga: Person
let houseId: number
const flats: TestFlat[] = []
const plumbing = 'Водоснабжение'

/** Two entrances, two risers in the first: 1 and 3 stand over one another, 2 beside them, 4 in the second. */
const positions = [
  { number: '1', entrance: 1, floor: 1, riser: 1 },
  { number: '2', entrance: 1, floor: 1, riser: 2 },
  { number: '3', entrance: 1, floor: 2, riser: 1 },
  { number: '4', entrance: 2, floor: 1, riser: 1 },
]
beforeAll(async () => {
  database = await createTestDatabase()
  deps = testDeps(database.store)
  olga = await addActor(database.store, 'operator', 'Ольга')
  houseId = await addHouse(database.store, { street: 'Стояков', number: '9', note: 'Ключи у консьержки' })
  for (const { number, ...position } of positions) {
    const flat = await addFlat(database.store, houseId, number)
    await database.knex('apartments').where({ id: flat.apartmentId }).update(position)
    flats.push(flat)
  }
  const classifierId = await addClassifier(database.store, { category: plumbing, problem: 'Течь' })
  for (const [index, flat] of flats.entries()) {
    const { id } = await addTask(deps, olga, {
      params: undefined,
      query: undefined,
      body: { ...flat, classifierId, text: `в кв. ${index + 1}` },
    })
    await registerTask(deps, olga, { params: { id }, query: undefined, body: { version: 1, fields: {} } })
  }
})
afterAll(() => database.drop())

let calls = 0
async function cardOf(number: string, actor = olga): Promise<CallerCard> {
  const callId = `kind-${++calls}`
  await receiveCallEvents(
    deps,
    batchOf(
      tell(answered(number, olga.sipUsername ?? ''), {
        callId,
        begins: new Date(Date.UTC(2026, 10, 22, 9, calls)).toISOString(),
      }),
    ),
  )
  return asAnswered('getCallerCard', getCallerCard)(deps, actor, {
    params: { id: `embedded:${callId}` },
    query: undefined,
    body: undefined,
  })
}
const flat = (index: number): TestFlat => flats[index] ?? { houseId: 0, apartmentId: 0 }

describe('the card of a call', () => {
  it('sorts the open tasks around the flat: the flat, its riser, its entrance, the house', async () => {
    await addResident(database.store, flat(2), { name: 'Анна', phone: '+79220000501' })
    const { places } = await cardOf('+79220000501')
    expect(places).toMatchObject([{ entrance: 1, floor: 2, riserFlats: ['1'] }])
    expect(places[0]?.openTasks.map(({ near, task }) => [near, task.fields.text])).toEqual([
      ['flat', 'в кв. 3'],
      ['riser', 'в кв. 1'],
      ['entrance', 'в кв. 2'],
      ['house', 'в кв. 4'],
    ])
  })

  it('knows our own worker by number, and what his group has to do', async () => {
    await addWorker(database.store, {
      name: 'Рашид Галеев',
      group: 'Сантехники',
      categories: [plumbing],
      phone: '+79220000502',
    })
    const card = await cardOf('8 922 000-05-02')
    expect(card).toMatchObject({
      kind: 'worker',
      worker: { name: 'Рашид Галеев', group: 'Сантехники' },
      organisation: null,
      places: [],
    })
    expect(card.worker?.tasks).toHaveLength(4)
  })

  it('knows a resource company by number', async () => {
    await addOrganisation(database.store, { name: 'Горводоканал', kind: 'water', phone: '+79220000503' })
    expect(await cardOf('+79220000503')).toMatchObject({
      kind: 'organisation',
      organisation: { name: 'Горводоканал', kind: 'water' },
      worker: null,
    })
  })

  it('shows what a flat owes only to who may see debts', async () => {
    await database
      .knex('apartments')
      .where({ id: flat(2).apartmentId })
      .update({ debt_kopecks: 123_456, debt_as_of: '2026-11-01' })
    const owed = { kopecks: 123_456, asOf: '2026-11-01' }
    expect((await cardOf('+79220000501')).places[0]?.debt).toEqual(owed)
    const permissions = olga.permissions.filter((one) => one !== 'debt.see')
    expect((await cardOf('+79220000501', { ...olga, permissions })).places[0]?.debt).toBeNull()
  })

  it('an unknown number that was remembered for a flat opens that flat the next time', async () => {
    const number = '+79220000504'
    const { kind, task } = await cardOf(number)
    expect(kind).toBe('unknown')
    const id = task?.id ?? 0
    const remember = () => rememberNumber(deps, olga, { params: { id }, query: undefined, body: undefined })
    await expect(remember()).rejects.toMatchObject({ code: 'badInput', details: { field: 'apartmentId' } })
    await registerTask(deps, olga, {
      params: { id },
      query: undefined,
      body: { version: task?.version ?? 0, fields: { ...flat(1), text: 'Течь' } },
    })
    await remember()
    await remember()
    expect(await cardOf(number)).toMatchObject({
      kind: 'resident',
      places: [{ apartmentId: flat(1).apartmentId }],
    })
  })

  it('of two flats puts the one first about which a task was registered last', async () => {
    const number = '+79220000505'
    for (const index of [0, 3])
      await addResident(database.store, flat(index), { name: 'Дочь', phone: number })
    const known = (card: CallerCard): number[] => card.places.flatMap(({ apartmentId }) => apartmentId ?? [])
    const first = await cardOf(number)
    expect(known(first)).toEqual([flat(0).apartmentId, flat(3).apartmentId])
    const used = await database.knex('phones').where({ digits: '79220000505' }).select('last_used_at')
    expect(used.every((row) => row.last_used_at !== null)).toBe(true)
    await registerTask(deps, olga, {
      params: { id: first.task?.id ?? 0 },
      query: undefined,
      body: { version: first.task?.version ?? 0, fields: { ...flat(3), text: 'Течь' } },
    })
    // the flat that was meant stands first from now on
    expect(known(await cardOf(number))).toEqual([flat(3).apartmentId, flat(0).apartmentId])
  })
})
