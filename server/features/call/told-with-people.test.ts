import { afterAll, beforeAll, expect, it } from 'vitest'
import { Refusal } from '#contracts/error.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { answerSurvey } from '#server/features/shutdown/notice/answer-survey.ts'
import { joinShutdown } from '#server/features/shutdown/join/join-shutdown.ts'
import { batchOf, tell, told, toldAndQueued } from '#server/testing/samples/call-stories.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addHouse } from '#server/testing/samples/houses.ts'
import { addActor, testClock, testDeps } from '#server/testing/people/factories.ts'
import { burstIn, shutdownDesk } from '#server/testing/samples/shutdowns.ts'
import { compareProjection } from './projections/whole/compare-projection.ts'
import { receiveCallEvents } from './receive-call-events.ts'

const begins = '2026-11-22T10:00:00.000Z'
const callers = 60
let database: TestDatabase
let deps: Deps
let anna: Person
let houseId: number
beforeAll(async () => {
  database = await createTestDatabase({ max: 20 })
  deps = testDeps(database.store, { now: testClock('2026-11-22T10:10:00.000Z').now })
  anna = await addActor(database.store, 'dispatcher', 'Анна')
  houseId = await addHouse(database.store, { street: 'Ленина', number: '1' })
})
afterAll(() => database.drop())

it('callers pour in while dispatchers move, join, end and ask: nobody is lost, and nothing but an old version is refused', async () => {
  const desk = shutdownDesk(deps, anna)
  const shutdown = await desk.create(burstIn([houseId], { plannedEnd: '2026-11-22T13:00:00.000Z' }))
  const other = await desk.create(burstIn([houseId], { services: ['hotWater'] }))
  const both = [shutdown.id, other.id]
  const calls = Array.from({ length: callers }, (_, n) => {
    const number = `+7922000${String(n).padStart(4, '0')}`
    const story = n % 3 === 0 ? toldAndQueued(number, both, anna.sipUsername) : told(number, both)
    return tell(story, { callId: `people-${n}`, begins })
  })
  const upTo = (from: number, to: number) => batchOf(calls.flatMap((events) => events.slice(from, to)))
  await receiveCallEvents(deps, upTo(0, 1))

  const receiving = (async () => {
    for (let from = 1; from < 8; from++) await receiveCallEvents(deps, upTo(from, from + 1))
  })()
  const drafts = await database.store.repositories.tasks.ofCalls(
    calls.flatMap((_, n) => (n % 3 === 0 ? [`embedded:people-${n}`] : [])),
  )
  const joining = drafts.map(({ id }) =>
    joinShutdown(deps, anna, {
      params: { id },
      query: undefined,
      body: { shutdownId: shutdown.id, wantsNotice: true, robotConsent: false },
    }),
  )
  const moving = (async () => {
    let now = shutdown
    for (const hour of [14, 15, 16]) now = await desk.move(now, `2026-11-22T${hour}:00:00.000Z`)
    await desk.end(now, { askCallers: true, closeTasks: true })
  })()
  const results = await Promise.allSettled([receiving, moving, ...joining])
  const faults = results.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  // who joins after the end, or a draft that the ledger has dissolved meanwhile, is told so
  const allowed = ['conflict', 'shutdownOver', 'taskNotOpen', 'notAllowed']
  expect(faults.filter((fault) => !(fault instanceof Refusal && allowed.includes(fault.code)))).toEqual([])

  for (const id of both) {
    const listed = await database.store.repositories.shutdownCallers.ofShutdown(id)
    expect(new Set(listed.map(({ callId }) => callId)).size).toBe(callers)
    expect(await database.store.repositories.shutdowns.find(id)).toMatchObject({ callerCount: listed.length })
  }
  const differences = []
  for await (const difference of compareProjection(database.store)) differences.push(difference)
  expect(differences).toEqual([])

  const asked = await database.store.repositories.shutdownCallers.ofShutdown(shutdown.id)
  const answers = asked.map(({ id }, n) =>
    answerSurvey(deps, anna, {
      params: { id },
      query: undefined,
      body: { answer: n % 2 === 0 ? 'no' : 'yes' },
    }),
  )
  await Promise.all(answers)
  const tasks = await database.knex('tasks').where({ shutdown_id: shutdown.id, status: 'new' })
  expect(tasks).toHaveLength(callers / 2)
})
