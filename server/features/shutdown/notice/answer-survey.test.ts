import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CallEvent } from '#contracts/call-event.ts'
import { receiveCallEvents } from '#server/features/call/receive-call-events.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { batchOf, tell, told } from '#server/testing/samples/call-stories.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import {
  addClassifier,
  addFlat,
  addHouse,
  addResident,
  type TestFlat,
} from '#server/testing/samples/houses.ts'
import { addActor, testClock, testDeps } from '#server/testing/people/factories.ts'
import { addShutdownRow } from '#server/testing/samples/spoken-shutdowns.ts'
import { createTestLog, type TestLog } from '#server/testing/people/test-log.ts'
import { answerSurvey } from './answer-survey.ts'

let database: TestDatabase
let deps: Deps
let log: TestLog
let anna: Person
let home: TestFlat
let entryId: number
const clock = testClock('2026-11-22T10:00:00.000Z')
beforeAll(async () => {
  database = await createTestDatabase()
  log = createTestLog()
  deps = testDeps(database.store, { now: clock.now, log })
  anna = await addActor(database.store, 'operator', 'Анна')
  home = await addFlat(
    database.store,
    await addHouse(database.store, { street: 'Ленина', number: '1' }),
    '12',
  )
  await addResident(database.store, home, { name: 'Иван', phone: '+79220000001' })
  await addClassifier(database.store, { problem: 'Старая', service: 'coldWater', is_active: false })
  entryId = await addClassifier(database.store, {
    place: 'Квартира',
    category: 'Водоснабжение',
    problem: 'Нет холодной воды',
    service: 'coldWater',
    is_emergency: true,
    eliminate_minutes: 240,
    calendar_from: null,
    calendar_to: null,
  })
})
afterAll(() => database.drop())
beforeEach(() => {
  clock.set('2026-11-22T10:00:00.000Z')
})

let count = 0
/** Somebody who was told of a shutdown that has ended; answers his row. */
async function caller(number = '+79220000001'): Promise<{ shutdownId: number; id: number; callId: string }> {
  const shutdownId = await addShutdownRow(database.knex, {
    houseIds: [home.houseId],
    createdBy: anna.userId ?? 0,
    text: 'нет воды',
    startsAt: new Date('2026-11-22T08:00:00Z'),
  })
  const callId = `s-${++count}`
  const events = tell(told(number, [shutdownId]), { callId, begins: '2026-11-22T09:00:00.000Z' })
  await receiveCallEvents(deps, batchOf(events))
  await database
    .knex('shutdowns')
    .where({ id: shutdownId })
    .update({ status: 'restored', ended_at: clock.now() })
  const [row] = await listed(shutdownId)
  return { shutdownId, id: row?.id ?? 0, callId: `embedded:${callId}` }
}
const listed = (id: number) => database.store.repositories.shutdownCallers.ofShutdown(id)
const byPerson = (id: number, answer: 'yes' | 'no', actor = anna) =>
  answerSurvey(deps, actor, { params: { id }, query: undefined, body: { answer } })
/** The PBX asked him by a call of ours. */
function byKey(callerId: number, answer: 'yes' | 'no', at = '2026-11-22T10:05:00.000Z') {
  const position = `1:survey-${++count}`
  const event: CallEvent = {
    type: 'survey.answered',
    source: 'embedded',
    callId: `notice-${count}-1`,
    position,
    at,
    callerId,
    answer,
  }
  return receiveCallEvents(deps, batchOf([event]))
}
const taskOf = async (id: number) => {
  const [row] = (await listed(id)).filter(({ taskId }) => taskId !== null)
  return database.store.repositories.tasks.find(row?.taskId ?? 0)
}

describe('«нет»', () => {
  it('by a key becomes a registered task with number, flat, clocks and its history', async () => {
    const { id, shutdownId, callId } = await caller()
    await byKey(id, 'no')
    const task = await taskOf(shutdownId)
    expect(task).toMatchObject({
      number: expect.stringMatching(/^26-\d{6}$/),
      status: 'new',
      ownerId: null,
      shutdownId,
      links: [{ callId, kind: 'joined' }],
      fields: {
        houseId: home.houseId,
        apartmentId: home.apartmentId,
        classifierId: entryId,
        applicantPhone: '+79220000001',
        isEmergency: true,
      },
      address: 'ул. Ленина, 1, кв. 12',
      classifierName: 'Квартира · Водоснабжение · Нет холодной воды',
      registeredAt: '2026-11-22T10:05:00.000Z',
      deadlines: { eliminateBy: '2026-11-22T14:05:00.000Z' },
    })
    const history = await database.store.repositories.taskHistory.ofTask(task?.id ?? 0)
    expect(history.map(({ what, byName }) => [what, byName])).toEqual([
      ['created', null],
      ['registered', null],
    ])
    expect(history[0]?.fact).toMatchObject({ what: 'survey' })
    expect(await listed(shutdownId)).toMatchObject([{ answer: 'no', taskNumber: task?.number }])
  })

  it('is on the boards: the journal has the task', async () => {
    const { id, shutdownId } = await caller()
    const head = await database.store.repositories.journal.head()
    await byKey(id, 'no')
    const entries = await database.store.repositories.journal.after(head, 10)
    expect(entries).toMatchObject([{ data: { type: 'task.changed', task: { shutdownId, status: 'new' } } }])
  })

  it('said twice, to the PBX and to a person, is one task', async () => {
    const { id, shutdownId } = await caller()
    await Promise.all([byKey(id, 'no'), byPerson(id, 'no')])
    await byPerson(id, 'no')
    const tasks = await database.knex('tasks').where({ shutdown_id: shutdownId, status: 'new' })
    expect(tasks).toHaveLength(1)
  })

  it('to a person is that person’s task', async () => {
    const { id } = await caller()
    expect(await byPerson(id, 'no')).toMatchObject({ answer: 'no', taskNumber: expect.any(String) })
    const [row] = await database.knex('tasks').where({ status: 'new' }).orderBy('id', 'desc').limit(1)
    expect(row).toMatchObject({ owner_id: anna.userId })
  })

  it('of a number without a flat names the places of the shutdown', async () => {
    const { id, shutdownId } = await caller('+79229999999')
    await byKey(id, 'no')
    expect(await taskOf(shutdownId)).toMatchObject({
      address: 'тест',
      fields: { houseId: null, place: 'тест', applicantPhone: '+79229999999' },
    })
  })

  it('many at once have numbers one after the other', async () => {
    const callers = await Promise.all(Array.from({ length: 8 }, () => caller()))
    await Promise.all(callers.map(({ id }) => byPerson(id, 'no')))
    const numbers = await Promise.all(
      callers.map(async ({ shutdownId }) => (await taskOf(shutdownId))?.number),
    )
    const values = numbers.map((number) => Number(number?.slice(3))).toSorted((a, b) => a - b)
    expect(values).toEqual(Array.from({ length: 8 }, (_, n) => (values[0] ?? 0) + n))
  })
})

it('«да» is marked, and makes nothing; a later «нет» still does', async () => {
  const { id, shutdownId } = await caller()
  await byKey(id, 'yes')
  expect(await listed(shutdownId)).toMatchObject([{ answer: 'yes', taskId: null }])
  await byPerson(id, 'no')
  expect(await listed(shutdownId)).toMatchObject([{ answer: 'no', taskId: expect.any(Number) }])
})

it('a caller that nobody knows is passed over with a line in the log', async () => {
  await byKey(777_777, 'no')
  expect(log.lines.filter(({ message }) => message === 'the ledger names what nobody knows')).toMatchObject([
    { facts: { callerId: 777_777 } },
  ])
})

it('a person asked him: no call of ours asks or tells him again', async () => {
  const { id, shutdownId } = await caller()
  const { repositories } = database.store
  const notice = { shutdownId, digits: '79220000001', callerId: id, at: clock.now() }
  const other = { ...notice, digits: '79220000009' }
  const ids = await repositories.notices.add([
    { ...notice, kind: 'survey' },
    { ...notice, kind: 'ended' },
    { ...other, kind: 'ended' },
  ])
  await byPerson(id, 'yes')
  const states = await Promise.all(ids.map(async (one) => (await repositories.notices.find(one))?.state))
  expect(states).toEqual(['sent', 'sent', 'pending'])
})

it('is not of nobody', async () => {
  await expect(byPerson(999_999, 'no')).rejects.toMatchObject({ code: 'notFound' })
})
