import { afterAll, beforeAll, expect, it } from 'vitest'
import type { CallQuality } from '#contracts/call-quality.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { answered, batchOf, tell } from '#server/testing/samples/call-stories.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addActor, testDeps } from '#server/testing/people/factories.ts'
import { getCall } from './get-call.ts'
import { receiveCallEvents } from './receive-call-events.ts'
import { reportCallQuality } from './report-call-quality.ts'

let database: TestDatabase
let deps: Deps
let olga: Person
let boris: Person
let chief: Person
beforeAll(async () => {
  database = await createTestDatabase()
  deps = testDeps(database.store)
  olga = await addActor(database.store, 'operator', 'Ольга')
  boris = await addActor(database.store, 'operator', 'Борис')
  chief = await addActor(database.store, 'supervisor', 'Анна')
  const story = answered('+79220000101', olga.sipUsername ?? 'none')
  await receiveCallEvents(deps, batchOf(tell(story, { callId: 'talk', begins: '2026-11-22T08:00:00.000Z' })))
})
afterAll(() => database.drop())

const params = { id: 'embedded:talk' }
const quality: CallQuality = {
  from: '2026-11-22T08:00:05.000Z',
  to: '2026-11-22T08:01:00.000Z',
  inbound: { lossPercent: 0.4, jitterMs: 11.5 },
  outbound: { lossPercent: null, jitterMs: null },
  roundTripMs: 35,
  mos: 4.3,
  worstMos: 3.2,
  unheardCallerSeconds: 0,
  unheardOperatorSeconds: 6,
}
const report = (actor: Person, over: Partial<CallQuality> = {}) =>
  reportCallQuality(deps, actor, { params, query: undefined, body: { ...quality, ...over } })
const kept = async () => (await getCall(deps, chief, { params, query: undefined, body: undefined })).quality

it('stands with the call; the same stretch again is kept once, the fuller of the two', async () => {
  await report(olga)
  await report(olga)
  expect(await kept()).toEqual([{ ...quality, operatorName: 'Ольга' }])
  await report(olga, { to: '2026-11-22T08:02:00.000Z', mos: 4 })
  await report(olga)
  expect(await kept()).toMatchObject([{ to: '2026-11-22T08:02:00.000Z', mos: 4 }])
})

it('has a second part after a reload of the page', async () => {
  await report(olga, { from: '2026-11-22T08:02:05.000Z', to: '2026-11-22T08:03:00.000Z' })
  expect((await kept()).map(({ from }) => from)).toEqual([quality.from, '2026-11-22T08:02:05.000Z'])
})

it('is taken only from an operator of that call', async () => {
  await expect(report(boris)).rejects.toMatchObject({ code: 'notFound' })
  expect((await kept()).every(({ operatorName }) => operatorName === 'Ольга')).toBe(true)
})
