import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Shutdown } from '#contracts/shutdown.ts'
import type { Task } from '#contracts/task.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { receiveCallEvents } from '#server/features/call/receive-call-events.ts'
import { addTask } from '#server/features/task/add-task.ts'
import { registerTask } from '#server/features/task/register-task.ts'
import { abandoned, answered, batchOf, tell } from '#server/testing/samples/call-stories.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addFlat, addHouse, addResident } from '#server/testing/samples/houses.ts'
import { addActor, testDeps } from '#server/testing/people/factories.ts'
import { burstIn, shutdownDesk } from '#server/testing/samples/shutdowns.ts'
import { joinShutdown } from './join-shutdown.ts'

let database: TestDatabase
let deps: Deps
let olga: Person
let boris: Person
let viewer: Person
let desk: ReturnType<typeof shutdownDesk>
let house: number
let burst: Shutdown
beforeAll(async () => {
  database = await createTestDatabase()
  deps = testDeps(database.store)
  olga = await addActor(database.store, 'operator', 'Ольга')
  boris = await addActor(database.store, 'operator', 'Борис')
  viewer = await addActor(database.store, 'viewer')
  desk = shutdownDesk(deps, await addActor(database.store, 'dispatcher'))
  house = await addHouse(database.store, { street: 'Республики', number: '5' })
  const flat = await addFlat(database.store, house, '12')
  await addResident(database.store, flat, { name: 'Анна', phone: '+79220000001' })
  burst = await desk.create(burstIn([house]))
})
afterAll(() => database.drop())

let calls = 0
async function callOf(number: string, happenings = 5, story = answered): Promise<number> {
  calls += 1
  const told = tell(story(number, olga.sipUsername ?? ''), {
    callId: `join-${calls}`,
    begins: '2026-11-22T10:00:00.000Z',
  })
  await receiveCallEvents(deps, batchOf(told.slice(0, happenings)))
  const [task] = await database.store.repositories.tasks.ofCalls([`embedded:join-${calls}`])
  if (!task) throw new Error('no draft')
  return task.id
}
const join = (id: number, { actor = olga, into = burst.id, wantsNotice = false } = {}) =>
  joinShutdown(deps, actor, {
    params: { id },
    query: undefined,
    body: { shutdownId: into, wantsNotice, robotConsent: false },
  })
const taskOf = (id: number) => database.store.repositories.tasks.find(id)
const addDraft = (): Promise<Task> =>
  addTask(deps, olga, {
    params: undefined,
    query: undefined,
    body: { place: 'У стойки', text: 'Нет воды', applicantPhone: '+79220000009' },
  })

describe('a caller whom the operator told', () => {
  it('stands in the list with time, number, flat and wish; the draft is dissolved, boards count', async () => {
    const id = await callOf('+79220000001')
    const { callerCount } = (await desk.read(burst)).shutdown
    const head = await database.store.repositories.journal.head()
    const joined = await join(id, { wantsNotice: true })
    expect(joined).toMatchObject({ id: burst.id, callerCount: callerCount + 1, version: burst.version })
    expect(await taskOf(id)).toMatchObject({ status: 'discarded', shutdownId: burst.id })
    const { callers } = await desk.read(burst)
    expect(callers[0]).toMatchObject({
      number: '+79220000001',
      address: 'ул. Республики, 5, кв. 12',
      how: 'operator',
      wantsNotice: true,
      callId: `embedded:join-${calls}`,
    })
    const pushed = (await database.store.repositories.journal.after(head, 10)).map(({ data }) => data)
    expect(pushed).toEqual([
      { type: 'task.changed', task: expect.objectContaining({ id, shutdownId: burst.id }) },
      { type: 'shutdown.called', shutdownId: burst.id, callerCount: callerCount + 1 },
    ])
    const { history } = await readTask(id)
    expect(history.at(-1)).toMatchObject({
      what: 'joined',
      fact: { what: 'shutdown', number: burst.number },
      byName: 'Ольга',
    })
  })

  it('is one caller for a double click and a lost answer', async () => {
    const id = await callOf('+79220000002')
    const { callerCount } = (await desk.read(burst)).shutdown
    const both = await Promise.all([join(id), join(id)])
    expect(both.map((shutdown) => shutdown.callerCount)).toEqual([callerCount + 1, callerCount + 1])
    expect((await join(id)).callerCount).toBe(callerCount + 1)
    expect((await desk.read(burst)).callers).toHaveLength(callerCount + 1)
    // who asks to be told at the end of the talk is told
    await join(id, { wantsNotice: true })
    const { callers } = await desk.read(burst)
    expect(callers.find(({ number }) => number === '+79220000002')).toMatchObject({ wantsNotice: true })
  })

  it('whom the announcement had told already is counted once, and his wish is kept', async () => {
    const id = await callOf('+79220000003')
    await database.knex('shutdown_callers').insert({
      shutdown_id: burst.id,
      call_id: `embedded:join-${calls}`,
      number: '+79220000003',
      digits: '79220000003',
      how: 'announcement',
      heard_version: 1,
      at: new Date(),
    })
    const { callerCount } = (await desk.read(burst)).shutdown
    expect((await join(id, { wantsNotice: true })).callerCount).toBe(callerCount)
    const { callers } = await desk.read(burst)
    expect(callers.find(({ number }) => number === '+79220000003')).toMatchObject({
      how: 'announcement',
      wantsNotice: true,
    })
  })

  it('came to the counter: no call, and in the list all the same', async () => {
    const { id } = await addDraft()
    await join(id, { wantsNotice: true })
    const { callers } = await desk.read(burst)
    expect(callers.find(({ number }) => number === '+79220000009')).toMatchObject({
      callId: null,
      wantsNotice: true,
    })
  })

  it('was missed and called back: the call-back is settled by it', async () => {
    const id = await callOf('+79220000004', 99, abandoned)
    expect(await taskOf(id)).toMatchObject({ status: 'callback' })
    await join(id)
    expect(await taskOf(id)).toMatchObject({ status: 'discarded', shutdownId: burst.id })
  })

  it('whose number is hidden cannot be told of anything', async () => {
    const id = await callOf('')
    await join(id, { wantsNotice: true })
    const { callers } = await desk.read(burst)
    expect(callers.find(({ number }) => number === '')).toMatchObject({ wantsNotice: false })
  })
})

describe('what cannot be joined', () => {
  it('a colleague’s draft', async () => {
    const id = await callOf('+79220000005')
    await expect(join(id, { actor: boris })).rejects.toMatchObject({ code: 'notAllowed' })
    expect(await taskOf(id)).toMatchObject({ status: 'draft', shutdownId: null })
  })

  it('a registered task', async () => {
    const { id, version } = await addDraft()
    await registerTask(deps, olga, { params: { id }, query: undefined, body: { version, fields: {} } })
    await expect(join(id)).rejects.toMatchObject({ code: 'taskNotOpen', details: { status: 'new' } })
  })

  it('a shutdown that is over, and one that is not there', async () => {
    const over = await desk.end(await desk.create(burstIn([house])))
    const id = await callOf('+79220000006')
    await expect(join(id, { into: over.id })).rejects.toMatchObject({
      code: 'shutdownOver',
      details: { status: 'restored' },
    })
    await expect(join(id, { into: 987654 })).rejects.toMatchObject({ code: 'notFound' })
    await expect(join(987654)).rejects.toMatchObject({ code: 'notFound' })
  })

  it('is shown to a wall screen without numbers', async () => {
    await join(await callOf('+79227654321'))
    const seen = await shutdownDesk(deps, viewer).read(burst)
    expect(JSON.stringify(seen)).not.toContain('7654321')
    expect(seen.callers.map(({ number }) => number)).toContain('+7 922 ***-**-21')
  })
})

it('a hundred at once are a hundred in the list', async () => {
  const shutdown = await desk.create(burstIn([house]))
  const ids: number[] = []
  for (let n = 0; n < 100; n++) ids.push((await addDraft()).id)
  await Promise.all(ids.map((id) => join(id, { into: shutdown.id })))
  const read = await desk.read(shutdown)
  expect(read.shutdown.callerCount).toBe(100)
  expect(read.callers).toHaveLength(100)
  expect(read.shutdown.version).toBe(shutdown.version)
})

async function readTask(id: number) {
  return { history: await database.store.repositories.taskHistory.ofTask(id) }
}
