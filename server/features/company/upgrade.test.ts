import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { takeSnapshot } from '#server/features/board/take-snapshot.ts'
import { receiveCallEvents } from '#server/features/call/receive-call-events.ts'
import { listLines } from '#server/features/line/list-lines.ts'
import { createShutdown } from '#server/features/shutdown/create-shutdown.ts'
import { addTask } from '#server/features/task/add-task.ts'
import { registerTask } from '#server/features/task/register-task.ts'
import { migrate, takeBack } from '#server/platform/db/migrate.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addActor, testDeps } from '#server/testing/people/factories.ts'
import { abandoned, answered, batchOf, tell } from '#server/testing/samples/call-stories.ts'
import { firstCompany } from '#server/testing/samples/companies.ts'
import { addFlat, addHouse, addResident } from '#server/testing/samples/houses.ts'
import { listCompanies } from './list-companies.ts'

/** An installation of one company from before companies, lines and trunks: the upgrade changes nothing that it had. */
const since = [
  '20261128T1900_line_of_call.ts',
  '20261128T1621_user_companies.ts',
  '20261128T1620_lines.ts',
  '20261128T1620_company_houses.ts',
  '20261128T1610_trunks.ts',
  '20261128T1600_spoken_files.ts',
  '20261128T1600_consents.ts',
  '20261128T1545_companies.ts',
]
const nothing = { params: undefined, query: undefined, body: undefined }
let database: TestDatabase
let deps: Deps
let olga: Person
let houseId: number

beforeAll(async () => {
  database = await createTestDatabase()
  deps = testDeps(database.store)
  olga = await addActor(database.store, 'dispatcher', 'Ольга')
  houseId = await addHouse(database.store, { street: 'Мира', number: '1' })
  await addResident(database.store, await addFlat(database.store, houseId, '1'), {
    name: 'Анна',
    phone: '+79220000001',
  })
})
afterAll(() => database.drop())

const call = (n: number) =>
  receiveCallEvents(
    deps,
    batchOf([
      ...tell(answered('+79220000001', olga.sipUsername ?? ''), {
        callId: `a-${n}`,
        begins: new Date().toISOString(),
      }),
      ...tell(abandoned('+79220000002', olga.sipUsername ?? ''), {
        callId: `b-${n}`,
        begins: new Date().toISOString(),
      }),
    ]),
  )
async function register(): Promise<string | null> {
  const { id, version } = await addTask(deps, olga, { ...nothing, body: { houseId, text: 'Течёт' } })
  return (await registerTask(deps, olga, { ...nothing, params: { id }, body: { version, fields: {} } }))
    .number
}
const begin = () =>
  createShutdown(deps, olga, {
    ...nothing,
    body: {
      ...{ key: randomUUID(), taskIds: [], suggestionId: null },
      fields: {
        ...{ kind: 'emergency', services: ['hotWater'], cause: '', text: '', organisationId: null },
        ...{ responsible: '', startsAt: new Date().toISOString(), plannedEnd: null },
        houses: [{ houseId, via: 'house', entrances: null }],
      },
    },
  })
/** What people have seen and wrote down, row by row. */
async function kept(): Promise<Record<string, unknown[]>> {
  const rows: Record<string, unknown[]> = {}
  for (const table of ['houses', 'calls', 'call_events', 'tasks', 'task_history', 'shutdowns', 'counters'])
    rows[table] = await database.knex(table).orderBy(1)
  return rows
}

it('a filled database of one company is upgraded to companies and lines with every row and number as it was', async () => {
  await call(1)
  const numbers = [await register(), await register(), await register()]
  const shutdown = await begin()
  const before = await kept()
  expect(before['calls']).toHaveLength(2)
  for (const name of since) await takeBack(database.knex, name)
  expect(await database.knex.schema.hasTable('companies')).toBe(false)
  expect(await migrate(database.knex)).toHaveLength(since.length)
  expect(await kept()).toEqual(before)

  const year = String(numbers[0]).slice(0, 3)
  expect(numbers).toEqual([`${year}000001`, `${year}000002`, `${year}000003`])
  expect(await register()).toBe(`${year}000004`)
  expect((await begin()).number).toBe(`О${year}000002`)
  expect(shutdown.number).toBe(`О${year}000001`)
})

it('shows no trace of companies and lines afterwards', async () => {
  await call(2)
  const first = await firstCompany(database.store)
  const { companies, calls, tasks, shutdowns } = await takeSnapshot(deps)
  // one: then no page but its own says a word of it (client/src/entities/company/store.ts)
  expect(companies).toHaveLength(1)
  expect(new Set(tasks.map(({ companyId }) => companyId))).toEqual(new Set([first]))
  expect(new Set(shutdowns.flatMap(({ companyIds }) => companyIds))).toEqual(new Set([first]))
  const all = [...calls, ...(await database.store.repositories.calls.page({ limit: 50 }))]
  expect(all.length).toBeGreaterThan(3)
  for (const one of all) expect(one).toMatchObject({ companyId: first, lineName: null, notServed: null })
  expect(await listCompanies(deps, olga, nothing)).toMatchObject({
    companies: [{ id: first, houses: 1, numberPrefix: '', greeting: '', printHeader: '' }],
    withoutCompany: 0,
  })
  const desk = await listLines(deps, olga, nothing)
  expect([desk.lines, desk.menus, desk.schedules]).toEqual([[], [], []])
  expect(desk.queues).toMatchObject([{ isDefault: true, operators: null, overflow: [] }])
  expect(await database.knex('trunks').where('origin', 'own')).toEqual([])
})
