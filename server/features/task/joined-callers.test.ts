import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Task, TaskFields } from '#contracts/task.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { listDiscardedCallbacks } from '#server/features/callback/list-discarded-callbacks.ts'
import { receiveCallEvents } from '#server/features/call/receive-call-events.ts'
import { abandoned, answered, batchOf, tell } from '#server/testing/samples/call-stories.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addActor, testDeps } from '#server/testing/people/factories.ts'
import { addTask } from './add-task.ts'
import { discardDraft } from './draft/discard-draft.ts'
import { getTask } from './get-task.ts'
import { joinTask } from './draft/join-task.ts'
import { recordHandover } from './record-handover.ts'
import { registerTask } from './register-task.ts'
import { saveDraft } from './draft/save-draft.ts'
import { undoJoin } from './draft/undo-join.ts'

let database: TestDatabase
let deps: Deps
let olga: Person
let now = new Date()
let calls = 0
beforeAll(async () => {
  database = await createTestDatabase()
  deps = { ...testDeps(database.store), now: () => now }
  olga = await addActor(database.store, 'operator', 'Ольга')
})
beforeEach(() => {
  now = new Date('2026-11-22T10:05:00.000Z')
})
afterAll(() => database.drop())

const params = (task: { id: number }) => ({ params: { id: task.id }, query: undefined })
const read = (task: { id: number }) => getTask(deps, olga, { ...params(task), body: undefined })
const add = (body: Partial<TaskFields> & { callId?: string }) =>
  addTask(deps, olga, { params: undefined, query: undefined, body })
async function registered(): Promise<Task> {
  const task = await add({ place: 'Двор', text: 'Яма' })
  return registerTask(deps, olga, { ...params(task), body: { version: task.version, fields: {} } })
}
const join = (task: { id: number }, into: { id: number }) =>
  joinTask(deps, olga, { ...params(task), body: { into: into.id } })
const undo = (task: { id: number }) => undoJoin(deps, olga, { ...params(task), body: undefined })

async function draftOfCall(number = '+79220000001', isMissed = false): Promise<Task> {
  calls += 1
  const story = (isMissed ? abandoned : answered)(number, olga.sipUsername ?? '')
  await receiveCallEvents(
    deps,
    batchOf(tell(story, { callId: `call-${calls}`, begins: '2026-11-22T10:00:00.000Z' })),
  )
  const [record] = await database.store.repositories.tasks.ofCalls([`embedded:call-${calls}`])
  if (!record) throw new Error('no draft')
  return (await read(record)).task
}
const handover = {
  script: 'gas',
  service: '104',
  takenBy: 'Петрова',
  number: '17',
  at: '2026-11-22T10:04:00.000Z',
}
async function gasDraft(): Promise<Task> {
  const draft = await draftOfCall()
  const fields = { text: 'Пахнет в подъезде', applicantName: 'Анна' }
  await saveDraft(deps, olga, { ...params(draft), body: { version: draft.version, fields } })
  return recordHandover(deps, olga, { ...params(draft), body: handover })
}

describe('a caller who was joined to a task', () => {
  it('keeps text, applicant, result and hand-over there, and makes the task the emergency that it was', async () => {
    const [into, draft] = [await registered(), await gasDraft()]
    expect((await join(draft, into)).fields.isEmergency).toBe(true)
    expect((await read(into)).joined).toMatchObject([
      {
        task: { id: draft.id, fields: { text: 'Пахнет в подъезде', applicantName: 'Анна' } },
        byName: 'Ольга',
        call: { id: draft.callIds[0], result: 'answered' },
        handovers: [{ service: '104', takenBy: 'Петрова' }],
        undoBy: '2026-11-22T10:15:00.000Z',
      },
    ])
  })

  it('is taken out again as if it had never been', async () => {
    const [into, draft] = [await registered(), await gasDraft()]
    await join(draft, into)
    expect(await undo(draft)).toMatchObject({
      status: 'draft',
      joinedTo: null,
      fields: draft.fields,
      callIds: draft.callIds,
      ownerName: 'Ольга',
    })
    const after = await read(into)
    expect(after).toMatchObject({
      task: { repeatCount: 0, callIds: [], callCount: 0, fields: into.fields },
      joined: [],
    })
    expect(after.history.at(-1)).toMatchObject({ what: 'unjoined', fact: { taskId: draft.id } })
    // a double click
    expect(await undo(draft)).toMatchObject({ status: 'draft' })
    expect((await read(into)).task.repeatCount).toBe(0)
  })

  it('a missed call is a missed call again', async () => {
    const [into, missed] = [await registered(), await draftOfCall('+79220000003', true)]
    await join(missed, into)
    expect(await undo(missed)).toMatchObject({ status: 'callback', deadlines: missed.deadlines })
  })

  it('stays after ten minutes, and when nobody joined it', async () => {
    const [into, draft] = [await registered(), await draftOfCall()]
    await join(draft, into)
    now = new Date('2026-11-22T10:15:00.000Z')
    expect((await read(into)).joined).toMatchObject([{ undoBy: null }])
    await expect(undo(draft)).rejects.toMatchObject({ code: 'taskNotOpen' })
    await expect(undo(into)).rejects.toMatchObject({ code: 'taskNotOpen' })
    await expect(undo({ id: 999_999 })).rejects.toMatchObject({ code: 'notFound' })
    await draftOfCall('+79220000004', true)
    const again = await draftOfCall('+79220000004', true)
    const [first] = (await read({ id: again.joinedTo ?? again.id })).joined
    expect(first).toMatchObject({ byName: null, undoBy: null })
  })

  it('is no further appeal when our own worker called', async () => {
    const [worker] = await database.knex('workers').insert({ name: 'Слесарь' }).returning('id')
    await database.knex('worker_phones').insert({ worker_id: worker.id, digits: '79220000005' })
    const [into, draft] = [await registered(), await draftOfCall('+79220000005')]
    expect(await join(draft, into)).toMatchObject({ repeatCount: 0, callIds: draft.callIds })
    await undo(draft)
    expect((await read(into)).task).toMatchObject({ repeatCount: 0, callIds: [] })
  })
})

describe('a second matter of the same caller', () => {
  it('is a draft of its own on the same call; the call’s own draft stays what it was', async () => {
    const first = await draftOfCall()
    const [callId = ''] = first.callIds
    const second = await add({ callId, applicantName: 'Анна', applicantPhone: '+79220000001' })
    expect(second).toMatchObject({ source: 'call', callIds: [callId], ownerId: olga.userId, status: 'draft' })
    expect(await database.store.repositories.tasks.ofCalls([callId])).toHaveLength(2)
    // and it goes into the other and out again with its call
    const into = await registerTask(deps, olga, {
      ...params(first),
      body: { version: first.version, fields: { place: 'Двор', text: 'Яма' } },
    })
    await join(second, into)
    expect(await undo(second)).toMatchObject({ callIds: [callId] })
    expect((await read(first)).task).toMatchObject({ callIds: [callId], callCount: 1 })
    await expect(add({ callId: 'embedded:none' })).rejects.toMatchObject({ code: 'badInput' })
  })
})

describe('a missed call that is taken off the list', () => {
  it('owes a reason of the list, and the supervisor sees who did it and why', async () => {
    const missed = await draftOfCall('+79220000006', true)
    const discard = (body: { reason: string; code?: 'silence' }) =>
      discardDraft(deps, olga, { ...params(missed), body })
    await expect(discard({ reason: 'не хочу' })).rejects.toMatchObject({ code: 'badInput' })
    await discard({ reason: 'Молчание или шум', code: 'silence' })
    expect((await read(missed)).history.at(-1)).toMatchObject({
      byName: 'Ольга',
      note: '',
      fact: { what: 'discarded', reason: 'silence' },
    })
    const input = { params: undefined, query: undefined, body: undefined }
    const { discarded } = await listDiscardedCallbacks(deps, olga, input)
    expect(discarded).toMatchObject([{ task: { id: missed.id }, byName: 'Ольга', reason: 'silence' }])
  })
})
