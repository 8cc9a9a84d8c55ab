import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { addTask } from '#server/features/task/add-task.ts'
import { registerTask } from '#server/features/task/register-task.ts'
import { asAnswered } from '#server/testing/edge/as-answered.ts'
import {
  abandoned,
  answered,
  batchOf,
  calledBack,
  tell,
  type Story,
  left,
} from '#server/testing/samples/call-stories.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addFlat, addHouse, addResident, type TestFlat } from '#server/testing/samples/houses.ts'
import { addActor, testDeps } from '#server/testing/people/factories.ts'
import { getCall } from './get-call.ts'
import { getCallerCard } from './get-caller-card.ts'
import { listCalls } from './list-calls.ts'
import { receiveCallEvents } from './receive-call-events.ts'

let database: TestDatabase
let deps: Deps
let olga: Person
let chief: Person
beforeAll(async () => {
  database = await createTestDatabase()
  deps = testDeps(database.store)
  olga = await addActor(database.store, 'operator', 'Ольга')
  chief = await addActor(database.store, 'supervisor', 'Анна')
})
afterAll(() => database.drop())

let minute = 0
async function happened(callId: string, story: Story): Promise<void> {
  minute += 1
  const begins = new Date(Date.parse('2026-11-22T08:00:00.000Z') + minute * 60_000).toISOString()
  await receiveCallEvents(deps, batchOf(tell(story, { callId, begins })))
}
const list = (query: Partial<Parameters<typeof listCalls>[2]['query']> = {}, actor = chief) =>
  asAnswered('listCalls', listCalls)(deps, actor, {
    params: undefined,
    body: undefined,
    query: { limit: 50, ...query },
  })
const card = (callId: string, actor = olga) =>
  getCallerCard(deps, actor, { params: { id: `embedded:${callId}` }, query: undefined, body: undefined })
const ids = (calls: readonly { id: string }[]): string[] => calls.map(({ id }) => id.replace('embedded:', ''))

describe('the log of calls', () => {
  beforeAll(async () => {
    await happened('log-1', answered('+79220000101', 'op-1'))
    await happened('log-2', abandoned('+79220000102', 'op-1'))
    await happened('log-3', answered('+79220000103', 'op-1'))
    await happened('log-4', calledBack('+79220000102', 'op-1'))
  })

  it('is newest first, page by page without gaps or doubles', async () => {
    const all = await list()
    expect(ids(all.calls)).toEqual(['log-4', 'log-3', 'log-2', 'log-1'])
    expect(all.next).toBeNull()
    const first = await list({ limit: 3 })
    const second = await list({ limit: 3, cursor: first.next ?? '' })
    expect([ids(first.calls), ids(second.calls), second.next]).toEqual([
      ['log-4', 'log-3', 'log-2'],
      ['log-1'],
      null,
    ])
  })

  it('finds by result and by number, however it is written', async () => {
    expect(ids((await list({ result: 'missed' })).calls)).toEqual(['log-2'])
    expect(ids((await list({ result: 'answered' })).calls)).toEqual(['log-4', 'log-3', 'log-1'])
    expect(ids((await list({ search: '8 922 000-01-02' })).calls)).toEqual(['log-4', 'log-2'])
    expect(ids((await list({ search: '0103' })).calls)).toEqual(['log-3'])
    expect((await list({ search: '%' })).calls).toEqual([])
  })

  it('refuses a foreign cursor', async () => {
    await expect(list({ cursor: 'nonsense' })).rejects.toMatchObject({ code: 'badInput' })
    await expect(list({ cursor: Buffer.from('["x","y"]').toString('base64url') })).rejects.toMatchObject({
      code: 'badInput',
    })
  })

  it('masks numbers for who may not see them', async () => {
    const blind: Person = { ...chief, permissions: ['call.log'] }
    const shown = JSON.stringify(await list({}, blind))
    expect(shown).not.toContain('9220000')
    expect(shown).toContain('+7 922 ***-**-03')
  })

  it('tells one call with its events and tasks', async () => {
    const input = { params: { id: 'embedded:log-2' }, query: undefined, body: undefined }
    const { call, events, tasks } = await getCall(deps, chief, input)
    expect(call.result).toBe('abandoned')
    expect(events.map(({ type }) => type)).toEqual([
      'call.arrived',
      'call.queued',
      'leg.offered',
      'leg.ended',
      'leg.ended',
      'call.ended',
    ])
    expect(tasks.map(({ callIds }) => callIds)).toEqual([['embedded:log-2', 'embedded:log-4']])
    const blind = await asAnswered('getCall', getCall)(deps, { ...chief, permissions: ['call.log'] }, input)
    expect(JSON.stringify(blind)).not.toContain('9220000102')
    await expect(getCall(deps, chief, { ...input, params: { id: 'embedded:none' } })).rejects.toMatchObject({
      code: 'notFound',
    })
  })
})

describe('the card of a caller', () => {
  const number = '+79220000201'
  let flats: TestFlat[]
  beforeAll(async () => {
    const houseId = await addHouse(database.store, {
      street: 'Одесская',
      number: '9',
      note: 'Ключи у консьержки',
    })
    flats = [await addFlat(database.store, houseId, '1'), await addFlat(database.store, houseId, '2')]
    for (const [index, flat] of flats.entries()) {
      await addResident(database.store, flat, { name: `Жилец ${index + 1}`, phone: number })
    }
    await database.knex('apartment_residents').insert({
      apartment_id: flats[0]?.apartmentId,
      resident_id: (await database.knex('residents').insert({ name: 'Уехавший' }).returning('id'))[0].id,
      relation: 'наниматель',
      lives_to: '2020-01-01',
    })
    await happened('card-1', abandoned('8 922 000-02-01', 'op-1'))
    await happened('card-2', answered(number, olga.sipUsername ?? ''))
    const draft = await addTask(deps, olga, {
      params: undefined,
      query: undefined,
      body: { ...flats[1], text: 'Течь' },
    })
    await registerTask(deps, olga, {
      params: { id: draft.id },
      query: undefined,
      body: { version: 1, fields: {} },
    })
  })

  it('has every flat side by side with people, note and open tasks, and the last calls', async () => {
    const shown = await card('card-2')
    expect(shown).toMatchObject({
      kind: 'resident',
      task: { status: 'draft', fields: { houseId: null } },
      places: [
        {
          address: 'ул. Одесская, 9, кв. 1',
          residents: [{ name: 'Жилец 1', relation: 'собственник', note: '' }],
          houseNote: 'Ключи у консьержки',
          openTasks: [{ near: 'house', task: { fields: { text: 'Течь' } } }],
        },
        { address: 'ул. Одесская, 9, кв. 2', openTasks: [{ near: 'flat', task: { status: 'new' } }] },
      ],
    })
    expect(ids(shown.lastCalls)).toEqual(['card-1'])
  })

  it('of a call that was dissolved shows what it became', async () => {
    const [gotThrough, first] = [await card('card-2'), await card('card-1')]
    expect(first.task).toEqual(gotThrough.task)
  })

  it('of an outgoing call shows the call-back that it answers', async () => {
    await happened('missed', abandoned('+79220000301', 'op-1'))
    await happened('back', calledBack('+79220000301', olga.sipUsername ?? ''))
    const shown = await card('back')
    expect(shown).toMatchObject({
      kind: 'unknown',
      places: [],
      task: { status: 'draft', ownerId: olga.userId },
    })
    await happened('just-out', calledBack('+79220000302', olga.sipUsername ?? ''))
    expect((await card('just-out')).task).toBeNull()
  })

  it('of a caller who was answered, waited again and was left is missed, and called back', async () => {
    await happened('left', left('+79220000303', 'op-1'))
    expect(ids((await list({ result: 'missed', search: '9220000303' })).calls)).toEqual(['left'])
    expect((await card('left')).task).toMatchObject({ status: 'callback' })
  })

  it('of a hidden number has nobody and no calls of other hidden numbers', async () => {
    await happened('hidden-1', answered('', 'op-1'))
    await happened('hidden-2', answered('anonymous', 'op-1'))
    expect(await card('hidden-2')).toMatchObject({ kind: 'hidden', places: [], lastCalls: [] })
  })

  it('is refused of no call', async () => {
    await expect(card('none')).rejects.toMatchObject({ code: 'notFound' })
  })
})
