import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { TaskFields } from '#contracts/task.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { compareProjection } from '#server/features/call/projections/whole/compare-projection.ts'
import { receiveCallEvents } from '#server/features/call/receive-call-events.ts'
import { createShutdown } from '#server/features/shutdown/create-shutdown.ts'
import { addTask } from '#server/features/task/add-task.ts'
import { registerTask } from '#server/features/task/register-task.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addActor, testClock, testDeps } from '#server/testing/people/factories.ts'
import { answered, batchOf, tell } from '#server/testing/samples/call-stories.ts'
import { addCompany, firstCompany, giveHouse } from '#server/testing/samples/companies.ts'
import { addFlat, addHouse, addResident } from '#server/testing/samples/houses.ts'

/** Tyumen's midnight between the last of November and the first of December. */
const midnight = Date.parse('2026-11-30T19:00:00.000Z')
const before = new Date(midnight - 1).toISOString()
const after = new Date(midnight).toISOString()
const clock = testClock()
const phone = '+79220000001'
let database: TestDatabase
let deps: Deps
let olga: Person
let first: number
let second: number
let moved: number
let strange: number
beforeAll(async () => {
  database = await createTestDatabase()
  const { store } = database
  deps = testDeps(store, { now: clock.now })
  olga = await addActor(store, 'dispatcher', 'Ольга')
  first = await firstCompany(store)
  second = await addCompany(store, { contractTo: '2026-12-31' })
  moved = await addHouse(store, { street: 'Мира', number: '1' })
  strange = await addHouse(store, { street: 'Мира', number: '2' })
  await giveHouse(store, moved, first, { until: '2026-12-01' })
  await giveHouse(store, moved, second, { since: '2026-12-01' })
  await addResident(store, await addFlat(store, moved, '1'), { name: 'Анна', phone })
  await addResident(store, await addFlat(store, strange, '1'), { name: 'Борис', phone: '+79220000002' })
})
afterAll(() => database.drop())
beforeEach(() => clock.set(before))

let calls = 0
async function callAt(begins: string, number = phone) {
  calls += 1
  const events = tell(answered(number, olga.sipUsername ?? ''), { callId: `whose-${calls}`, begins })
  await receiveCallEvents(deps, batchOf(events))
  const { repositories } = database.store
  const call = await repositories.calls.find(`embedded:whose-${calls}`)
  if (call === null) throw new Error('no call')
  const [task] = await repositories.tasks.ofCalls([call.id])
  if (task === undefined) throw new Error('no draft')
  return { call, task }
}
const add = (body: Partial<TaskFields>) => addTask(deps, olga, { params: undefined, query: undefined, body })

describe('a house that changes its company at midnight', () => {
  it('has the calls before it with the one and those after it with the other, and so their drafts', async () => {
    const early = await callAt(before)
    const late = await callAt(after)
    expect([early.call.companyId, early.task.companyId]).toEqual([first, first])
    expect([late.call.companyId, late.task.companyId]).toEqual([second, second])
  })

  it('keeps a call and its task with the company of the call, however late it is registered', async () => {
    const { task } = await callAt(before)
    clock.set('2026-12-01T08:00:00.000Z')
    const saved = await registerTask(deps, olga, {
      params: { id: task.id },
      query: undefined,
      body: { version: task.version, fields: { text: 'Нет света', houseId: moved } },
    })
    expect(saved).toMatchObject({ companyId: first, registeredAt: '2026-12-01T08:00:00.000Z' })
  })

  it('has tasks without a call by the moment when they are made', async () => {
    expect((await add({ houseId: moved })).companyId).toBe(first)
    clock.set(after)
    expect((await add({ houseId: moved })).companyId).toBe(second)
    expect((await add({ text: 'адрес спросить' })).companyId).toBeNull()
  })

  it('has shutdowns by their beginning', async () => {
    const begin = (startsAt: string, houseIds: number[]) =>
      createShutdown(deps, olga, {
        params: undefined,
        query: undefined,
        body: {
          key: randomUUID(),
          taskIds: [],
          suggestionId: null,
          fields: {
            kind: 'planned',
            services: ['hotWater'],
            cause: '',
            text: '',
            organisationId: null,
            responsible: '',
            startsAt,
            plannedEnd: null,
            houses: houseIds.map((houseId) => ({ houseId, via: 'house' as const, entrances: null })),
          },
        },
      })
    expect((await begin(before, [moved])).companyIds).toEqual([first])
    expect((await begin(after, [moved, strange])).companyIds).toEqual([second])
  })

  it('is what it was for the ledger too: whose a call was is no difference', async () => {
    await callAt(after)
    for await (const difference of compareProjection(database.store)) expect(difference).toBeNull()
  })
})

describe('a call on a line', () => {
  const line = (name: string, digits: string | null, companyId: number) => ({
    data: JSON.stringify({ name, digits, companyId }),
  })
  const on = async (to: string, number: string) => {
    calls += 1
    const story = answered(number, olga.sipUsername ?? '').map(
      ([second, what]) => [second, what.type === 'call.arrived' ? { ...what, to } : what] as const,
    )
    await receiveCallEvents(deps, batchOf(tell(story, { callId: `line-${calls}`, begins: before })))
    return database.store.repositories.calls.find(`embedded:line-${calls}`)
  }
  afterAll(() => database.knex('lines').del())

  it('has no line’s name while there is one, and is whose its house is', async () => {
    await database.knex('lines').insert(line('Общая', '73452000001', second))
    expect(await on('+73452000001', phone)).toMatchObject({ lineName: null, companyId: first })
  })
  it('keeps the name of its line and is its company’s before its house’s', async () => {
    await database.knex('lines').insert([line('Лифты', '73452000002', first), line('Прочие', null, second)])
    expect(await on('+73452000001', phone)).toMatchObject({ lineName: 'Общая', companyId: second })
    expect(await on('83452000002', '+79229999999')).toMatchObject({ lineName: 'Лифты', companyId: first })
  })
  it('on the line of all other numbers is whose its house is, and of nobody known the line’s', async () => {
    expect(await on('+73452777777', phone)).toMatchObject({ lineName: 'Прочие', companyId: first })
    expect(await on('+73452777777', '+79229999999')).toMatchObject({ companyId: second })
  })
  it('keeps the words of its moment, and the ledger makes no difference of them', async () => {
    const call = await on('+73452000002', phone)
    await database.knex('lines').where({ digits: '73452000002' }).del()
    expect(await database.store.repositories.calls.find(call?.id ?? '')).toMatchObject({ lineName: 'Лифты' })
    for await (const difference of compareProjection(database.store)) expect(difference).toBeNull()
  })
})

describe('a caller who is not served', () => {
  it('of a house that was never ours: the call says so, and has its draft like any other', async () => {
    const { call, task } = await callAt(before, '+79220000002')
    expect(call).toMatchObject({ companyId: null, notServed: 'never' })
    expect(task).toMatchObject({ status: 'draft', ownerId: olga.userId })
  })
  it('of a contract that has ended: from the midnight after its last day', async () => {
    expect((await callAt('2026-12-31T18:59:59.999Z')).call.notServed).toBeNull()
    expect((await callAt('2026-12-31T19:00:00.000Z')).call).toMatchObject({
      companyId: second,
      notServed: 'ended',
    })
  })
  it('whose number nobody knows is not told so', async () => {
    expect((await callAt(before, '+79229999999')).call).toMatchObject({ companyId: null, notServed: null })
  })
})
