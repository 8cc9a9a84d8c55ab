import { afterAll, beforeAll, expect, it } from 'vitest'
import type { WrapUpCode } from '#contracts/call.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { answered, batchOf, tell } from '#server/testing/samples/call-stories.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addActor, testDeps } from '#server/testing/people/factories.ts'
import { compareProjection } from '../projections/whole/compare-projection.ts'
import { getCall } from '../get-call.ts'
import { receiveCallEvents } from '../receive-call-events.ts'
import { wrapUpCall } from './wrap-up-call.ts'

let database: TestDatabase
let deps: Deps
let olga: Person
let pavel: Person
beforeAll(async () => {
  database = await createTestDatabase()
  deps = testDeps(database.store)
  olga = await addActor(database.store, 'operator', 'Ольга')
  pavel = await addActor(database.store, 'operator', 'Павел')
})
afterAll(() => database.drop())

const id = 'embedded:over'
const says = (who: Person, code: WrapUpCode, call = id): ReturnType<typeof wrapUpCall> =>
  wrapUpCall(deps, who, { params: { id: call }, query: undefined, body: { code } })

it('what a talk came to is the last word of its operator: in the log, in the journal, and after a rebuild', async () => {
  const story = answered('+79220000078', olga.sipUsername ?? '')
  await receiveCallEvents(deps, batchOf(tell(story, { callId: 'over', begins: deps.now().toISOString() })))
  const seq = await database.store.repositories.journal.head()
  await says(olga, 'advice')
  await says(olga, 'complaint')
  await says(olga, 'complaint')
  const { call, events } = await getCall(deps, olga, { params: { id }, query: undefined, body: undefined })
  expect(call.wrapUp).toBe('complaint')
  expect(events.flatMap((event) => (event.type === 'call.wrappedUp' ? [event.code, event.by] : []))).toEqual([
    'advice',
    olga.userId,
    'complaint',
    olga.userId,
  ])
  const entries = await database.store.repositories.journal.after(seq, 100)
  expect(entries.map(({ data }) => data)).toMatchObject([
    { type: 'call.changed', call: { id, wrapUp: 'advice' } },
    { type: 'call.changed', call: { id, wrapUp: 'complaint' } },
  ])
  const differences = []
  for await (const difference of compareProjection(deps.store)) differences.push(difference)
  expect(differences).toEqual([])
})

it('of a colleague’s talk, or of none, nobody says anything', async () => {
  await expect(says(pavel, 'abuse')).rejects.toMatchObject({ code: 'notFound' })
  await expect(says(olga, 'abuse', 'embedded:none')).rejects.toMatchObject({ code: 'notFound' })
})
