import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HouseSection } from '#contracts/house/section.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { receiveCallEvents } from '#server/features/call/receive-call-events.ts'
import { registerTask } from '#server/features/task/register-task.ts'
import { joinShutdown } from '#server/features/shutdown/join/join-shutdown.ts'
import { answered, batchOf, tell } from '#server/testing/samples/call-stories.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { explain, nodesOf, statementsOf } from '#server/testing/database/statement-plans.ts'
import { fillWithYears } from '#server/testing/database/years-of-calls.ts'
import {
  addClassifier,
  addFlat,
  addHouse,
  addResident,
  type TestFlat,
} from '#server/testing/samples/houses.ts'
import { addActor, testDeps } from '#server/testing/people/factories.ts'
import { burstIn, shutdownDesk } from '#server/testing/samples/shutdowns.ts'
import { getHouseSection } from './get-house-section.ts'

let database: TestDatabase
let deps: Deps
let olga: Person
let house: number
const flats: TestFlat[] = []
beforeAll(async () => {
  database = await createTestDatabase()
  deps = testDeps(database.store, { now: () => new Date('2026-11-22T10:00:00.000Z') })
  olga = await addActor(database.store, 'operator', 'Ольга')
  house = await addHouse(database.store, { street: 'Разрезная', number: '5' })
  for (const number of ['10', '2', '3']) {
    const flat = await addFlat(database.store, house, number)
    flats.push(flat)
    await addResident(database.store, flat, { name: 'Анна', phone: `+792200010${number.padStart(2, '0')}` })
  }
})
afterAll(() => database.drop())

let calls = 0
async function callOf(number: string, begins = '2026-11-22T09:30:00.000Z'): Promise<number> {
  calls += 1
  const told = tell(answered(number, olga.sipUsername ?? ''), { callId: `section-${calls}`, begins })
  await receiveCallEvents(deps, batchOf(told))
  const [task] = await database.store.repositories.tasks.ofCalls([`embedded:section-${calls}`])
  if (!task) throw new Error('no draft')
  return task.id
}
const read = async (id = house): Promise<HouseSection> =>
  HouseSection.parse(await getHouseSection(deps, olga, { params: { id }, query: undefined, body: undefined }))
const idOf = (nth: number): number => flats[nth]?.apartmentId ?? 0

describe('a house in section', () => {
  it('has its flats in order of numbers as people count, before anybody called', async () => {
    const section = await read()
    expect(section.address).toBe('ул. Разрезная, 5')
    expect(section.flats.map(({ number }) => number)).toEqual(['2', '3', '10'])
    expect([section.openTasks, section.callers]).toEqual([[], []])
  })

  it('says which flats called in the last day and about what: a task, a shutdown that was told of', async () => {
    const classifierId = await addClassifier(database.store, { problem: 'Нет воды', service: 'coldWater' })
    const id = await callOf('+79220001002')
    const task = await database.store.repositories.tasks.find(id)
    await registerTask(deps, olga, {
      params: { id },
      query: undefined,
      body: { version: task?.version ?? 0, fields: { classifierId, text: 'Нет воды' } },
    })
    const desk = shutdownDesk(deps, await addActor(database.store, 'dispatcher'))
    const burst = await desk.create(burstIn([house]))
    await joinShutdown(deps, olga, {
      params: { id: await callOf('+79220001003') },
      query: undefined,
      body: { shutdownId: burst.id, wantsNotice: false, robotConsent: false },
    })
    await callOf('+79220001010', '2026-11-20T09:30:00.000Z')

    const section = await read()
    expect(section.openTasks.map(({ fields }) => fields.apartmentId)).toEqual([idOf(1)])
    expect(
      section.callers
        .map(({ apartmentId, services }) => [apartmentId, services])
        .toSorted((a, b) => Number(a[0]) - Number(b[0])),
    ).toEqual([
      [idOf(1), ['coldWater']],
      [idOf(2), burst.services],
    ])
  })

  it('gives no number and no name of a caller', async () => {
    expect(JSON.stringify((await read()).callers)).not.toMatch(/7922|Анна/)
  })

  it('of a house that is not there is refused', async () => {
    await expect(read(987_654)).rejects.toMatchObject({ code: 'notFound' })
  })
})

describe('a section among years of calls', () => {
  it('takes a handful of statements, by indexes alone', { tags: ['long'] }, async () => {
    const large = await createTestDatabase()
    try {
      await fillWithYears(large.knex)
      const input = { params: { id: 7 }, query: undefined, body: undefined }
      const { asked } = await statementsOf(large.knex, () =>
        getHouseSection(testDeps(large.store), olga, input),
      )
      const reads = asked.filter(({ sql }) => /^\s*(select|with)/i.test(sql))
      expect(reads.length).toBeLessThanOrEqual(4)
      for (const statement of reads) {
        const scanned = nodesOf(await explain(large.knex, statement)).filter(
          ({ 'Node Type': type, 'Relation Name': table = '' }) =>
            type === 'Seq Scan' && ['tasks', 'apartments', 'calls'].includes(table),
        )
        expect([statement.sql, scanned]).toEqual([statement.sql, []])
      }
    } finally {
      await large.drop()
    }
  })
})
