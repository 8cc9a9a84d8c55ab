import { afterAll, beforeAll, expect, it } from 'vitest'
import { createStore } from '#server/store.ts'
import type { Person } from '#server/ports.ts'
import type { Deps } from '#server/deps.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addCompany, firstCompany, giveHouse } from '#server/testing/samples/companies.ts'
import { addFlat, addHouse } from '#server/testing/samples/houses.ts'
import { addActor, testClock, testDeps } from '#server/testing/people/factories.ts'
import { dailySummary } from './report/daily-summary.ts'
import { shutdownHours } from './report/shutdown-hours.ts'

let database: TestDatabase
let deps: Deps
let viewer: Person
let dispatcher: Person
const houses: number[] = []
// Tyumen is five hours ahead of UTC
const clock = testClock('2026-11-22T10:00:00.000Z')
beforeAll(async () => {
  database = await createTestDatabase()
  deps = testDeps(createStore(database.knex), { now: clock.now })
  viewer = await addActor(deps.store, 'viewer')
  dispatcher = await addActor(deps.store, 'dispatcher')
  for (const number of ['1', '2']) {
    const house = await addHouse(deps.store, { street: 'Республики', number })
    houses.push(house)
    for (const flat of ['1', '2', '3']) await addFlat(deps.store, house, flat)
  }
  await database.knex('apartments').update({ living_count: 2 })
  await database.knex('houses').where({ id: houses[1] }).update({ power_sources: 2 })
  await deps.store.repositories.knex('apartments').where({ number: '1' }).update({ entrance: 1 })
})
afterAll(() => database.drop())

let numbers = 0
async function shutdown(over: {
  services: string[]
  starts: string
  ended?: string
  status?: string
  houses?: number[]
  entrances?: number[]
}): Promise<number> {
  const [row] = await database
    .knex('shutdowns')
    .insert({
      number: `О26-${String(++numbers).padStart(6, '0')}`,
      kind: 'emergency',
      status: over.status ?? (over.ended ? 'restored' : 'active'),
      services: over.services,
      cause: 'Прорыв',
      starts_at: over.starts,
      ended_at: over.ended ?? null,
      places: 'Республики 1–2',
      created_by: dispatcher.userId,
      created_at: over.starts,
      updated_at: over.starts,
    })
    .returning('id')
  for (const house_id of over.houses ?? houses)
    await database
      .knex('shutdown_houses')
      .insert({ shutdown_id: row.id, house_id, via: 'house', entrances: over.entrances ?? null })
  return row.id
}
const summary = async (date: string, companyId?: number) =>
  (await dailySummary(deps, viewer, { params: undefined, query: { date, companyId }, body: undefined })).rows
const hours = async (query: { month: string; houseId?: number; companyId?: number }) =>
  (await shutdownHours(deps, viewer, { params: undefined, query, body: undefined })).rows

it('the summary of a local day names what lasted on it, with flats and residents', async () => {
  // over at ten in the evening of the 19th in Tyumen; the second from one at night of the 20th
  await shutdown({ services: ['gas'], starts: '2026-11-19T12:00:00Z', ended: '2026-11-19T17:00:00Z' })
  const night = await shutdown({
    services: ['coldWater', 'heating'],
    starts: '2026-11-19T20:00:00Z',
    ended: '2026-11-20T02:00:00Z',
  })
  await shutdown({
    services: ['power'],
    starts: '2026-11-20T03:00:00Z',
    ended: '2026-11-20T03:10:00Z',
    status: 'cancelled',
  })
  const rows = await summary('2026-11-20')
  expect(rows).toMatchObject([
    {
      shutdownId: night,
      houses: 2,
      flats: 6,
      living: 0,
      // four hours of cold water come before sixteen of heating
      legalBy: '2026-11-20T00:00:00.000Z',
      callers: 0,
      places: 'Республики 1–2',
    },
  ])
  expect((await summary('2026-11-19')).map(({ services }) => services)).toEqual([['gas']])
  expect(await summary('2026-11-21')).toEqual([])
})

it('people_living_count decides where the number of residents comes from', async () => {
  const { settings, version } = await deps.store.repositories.settings.read()
  await deps.store.repositories.settings.save({ ...settings, people_living_count: false }, version + 1)
  expect(await summary('2026-11-20')).toMatchObject([{ living: 12 }])
})

it('the summary of a day that does not exist is refused', async () => {
  await expect(summary('2026-02-31')).rejects.toMatchObject({ code: 'badInput' })
})

it('hours by house and service, of the local month and up to now', async () => {
  const [first = 0, second = 0] = houses
  // begins in October by Tyumen's clock, five hours of it are November's
  await shutdown({
    services: ['hotWater'],
    starts: '2026-10-31T18:00:00Z',
    ended: '2026-11-01T00:00:00Z',
    houses: [first],
  })
  await shutdown({ services: ['power'], starts: '2026-11-22T05:00:00Z' })
  const rows = await hours({ month: '2026-11' })
  expect(rows).toContainEqual({
    houseId: first,
    address: 'ул. Республики, 1',
    companyId: await firstCompany(deps.store),
    service: 'hotWater',
    shutdowns: 1,
    hours: 5,
    permittedHours: 8,
    overHours: 1,
    feeReductionPercent: 0.15,
  })
  // five hours up to now: one source may be away a day, two of them two hours
  expect(rows.filter(({ service }) => service === 'power')).toMatchObject([
    { houseId: first, hours: 5, overHours: 0 },
    { houseId: second, hours: 5, overHours: 3, feeReductionPercent: 0.45 },
  ])
  expect(await hours({ month: '2026-10', houseId: first })).toMatchObject([{ service: 'hotWater', hours: 1 }])
  expect(await hours({ month: '2026-12' })).toEqual([])
})

it('a house that changes its company at midnight is in the reports of each with its own days', async () => {
  const [moved = 0, stays = 0] = houses
  const first = await firstCompany(deps.store)
  const second = await addCompany(deps.store)
  await giveHouse(deps.store, stays, first)
  await giveHouse(deps.store, moved, first, { until: '2026-08-16' })
  await giveHouse(deps.store, moved, second, { since: '2026-08-16' })
  // three hours before the midnight of Tyumen and nine after it
  const night = await shutdown({
    services: ['coldWater'],
    starts: '2026-08-15T16:00:00Z',
    ended: '2026-08-16T04:00:00Z',
  })
  await database
    .knex('shutdowns')
    .where({ id: night })
    .update({ company_ids: [first] })
  const parts = (rows: { houseId: number; companyId: number | null; hours: number }[]) =>
    rows.map(({ houseId, companyId, hours: n }) => [houseId, companyId, n])
  expect(parts(await hours({ month: '2026-08' }))).toEqual([
    [moved, first, 3],
    [moved, second, 9],
    [stays, first, 12],
  ])
  expect(parts(await hours({ month: '2026-08', companyId: second }))).toEqual([[moved, second, 9]])
  const counted = async (day: string, companyId?: number) =>
    (await summary(day, companyId)).map((row) => [row.houses, row.companyIds])
  expect(await counted('2026-08-15', first)).toEqual([[2, [first]]])
  expect(await counted('2026-08-15', second)).toEqual([])
  expect(await counted('2026-08-16', first)).toEqual([[1, [first, second]]])
  expect(await counted('2026-08-16', second)).toEqual([[1, [first, second]]])
  expect(await counted('2026-08-16')).toEqual([[2, [first, second]]])
})
