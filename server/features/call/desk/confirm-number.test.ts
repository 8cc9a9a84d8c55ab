import { afterAll, beforeAll, expect, it } from 'vitest'
import type { CallerCard } from '#contracts/caller-card.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { answered, batchOf, tell, type Story } from '#server/testing/samples/call-stories.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addFlat, addHouse, addResident, type TestFlat } from '#server/testing/samples/houses.ts'
import { addActor, testDeps } from '#server/testing/people/factories.ts'
import { compareProjection } from '../projections/whole/compare-projection.ts'
import { confirmNumber } from './confirm-number.ts'
import { getCallerCard } from '../get-caller-card.ts'
import { receiveCallEvents } from '../receive-call-events.ts'

const number = '+79220000077'
let database: TestDatabase
let deps: Deps
let olga: Person
let flat: TestFlat
beforeAll(async () => {
  database = await createTestDatabase()
  deps = testDeps(database.store)
  olga = await addActor(database.store, 'operator', 'Ольга')
  const houseId = await addHouse(database.store, {
    street: 'Тайная',
    number: '1',
    note: 'Ключи у консьержки',
  })
  flat = await addFlat(database.store, houseId, '7')
  await addResident(database.store, flat, { name: 'Петров Пётр', phone: number })
})
afterAll(() => database.drop())

/** The same call, its number typed by a visitor of the call page. */
const typed = (story: Story): Story =>
  story.map(([second, what]) => [
    second,
    what.type === 'call.arrived' ? { ...what, isNumberTyped: true } : what,
  ])

let calls = 0
async function callOf(story: Story): Promise<string> {
  const callId = `typed-${++calls}`
  await receiveCallEvents(deps, batchOf(tell(story, { callId, begins: deps.now().toISOString() })))
  const [found] = await database.knex('calls').where('id', 'like', `%:${callId}`)
  return String(found.id)
}
const cardOf = (id: string): Promise<CallerCard> =>
  getCallerCard(deps, olga, { params: { id }, query: undefined, body: undefined })
const confirm = (id: string): ReturnType<typeof confirmNumber> =>
  confirmNumber(deps, olga, { params: { id }, query: undefined, body: undefined })

it('a number from the network brings its people at once, a typed one brings nothing', async () => {
  const operator = olga.sipUsername ?? ''
  const trusted = await cardOf(await callOf(answered(number, operator)))
  expect(trusted).toMatchObject({ kind: 'resident', call: { numberTrust: 'network' } })
  expect(JSON.stringify(trusted)).toContain('Петров')
  const card = await cardOf(await callOf(typed(answered(number, operator))))
  expect(card).toMatchObject({
    kind: 'unverified',
    call: { from: number, numberTrust: 'typed' },
    places: [],
    lastCalls: [],
    worker: null,
    organisation: null,
    task: {
      address: '',
      fields: { houseId: null, apartmentId: null, applicantName: '', applicantPhone: number },
    },
  })
  expect(JSON.stringify(card)).not.toMatch(/Петров|Тайная|консьерж/)
})

it('the operator confirms it: the card shows all; journal, audit and a rebuild know it; twice is once', async () => {
  const id = await callOf(typed(answered(number, olga.sipUsername ?? '')))
  const before = await cardOf(id)
  const seq = await database.store.repositories.journal.head()
  expect(await confirm(id)).toEqual({ ok: true })
  await confirm(id)
  const card = await cardOf(id)
  expect(card).toMatchObject({ kind: 'resident', call: { numberTrust: 'confirmed' } })
  expect(card.call.version).toBe(before.call.version + 1)
  expect(card.places.map(({ apartmentId }) => apartmentId)).toEqual([flat.apartmentId])
  const entries = await database.store.repositories.journal.after(seq, 100)
  expect(entries.map(({ data }) => data)).toMatchObject([
    { type: 'call.changed', call: { id, numberTrust: 'confirmed' } },
  ])
  expect(await database.store.repositories.audit.newest(1)).toMatchObject([
    { action: 'call.numberConfirmed', subject: `call:${id}`, userId: olga.userId },
  ])
  const differences = []
  for await (const difference of compareProjection(deps.store)) differences.push(difference)
  expect(differences).toEqual([])
})

it('nobody confirms what there is not', async () => {
  await expect(confirm('embedded:none')).rejects.toMatchObject({ code: 'notFound' })
})

it('a call of the network needs no confirmation and stays as it is', async () => {
  const id = await callOf(answered(number, olga.sipUsername ?? ''))
  expect(await confirm(id)).toEqual({ ok: true })
  expect((await cardOf(id)).call.numberTrust).toBe('network')
})
