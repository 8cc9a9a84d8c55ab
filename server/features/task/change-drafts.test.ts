import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Task } from '#contracts/task.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { receiveCallEvents } from '#server/features/call/receive-call-events.ts'
import { abandoned, answered, batchOf, operatorLost, tell } from '#server/testing/samples/call-stories.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addFlat, addHouse } from '#server/testing/samples/houses.ts'
import { addActor, testDeps } from '#server/testing/people/factories.ts'
import { addTask } from './add-task.ts'
import { discardDraft } from './draft/discard-draft.ts'
import { getTask } from './get-task.ts'
import { joinTask } from './draft/join-task.ts'
import { registerTask } from './register-task.ts'
import { saveDraft } from './draft/save-draft.ts'

let database: TestDatabase
let deps: Deps
let olga: Person
let pyotr: Person
let calls = 0
beforeAll(async () => {
  database = await createTestDatabase()
  deps = testDeps(database.store)
  olga = await addActor(database.store, 'operator', 'Ольга')
  pyotr = await addActor(database.store, 'dispatcher', 'Пётр')
})
afterAll(() => database.drop())

const params = (task: { id: number }) => ({ params: { id: task.id }, query: undefined })
const draft = (actor = olga): Promise<Task> =>
  addTask(deps, actor, { params: undefined, query: undefined, body: {} })
const save = (task: Task, fields: object, actor = olga, version = task.version) =>
  saveDraft(deps, actor, { ...params(task), body: { version, fields } })
const register = (task: Task, actor = olga) =>
  registerTask(deps, actor, {
    ...params(task),
    body: { version: task.version, fields: { place: 'Двор', text: 'Яма' } },
  })
const join = (task: Task, into: number, actor = olga) =>
  joinTask(deps, actor, { ...params(task), body: { into } })
const discard = (task: Task, actor = olga) =>
  discardDraft(deps, actor, { ...params(task), body: { reason: 'ошиблись номером' } })
const read = (task: { id: number }) => getTask(deps, olga, { ...params(task), body: undefined })

/** The draft of a call that was told up to some happening. */
async function draftOfCall(
  story = answered('+79220000001', olga.sipUsername ?? ''),
  happenings = 99,
): Promise<Task> {
  calls += 1
  const events = tell(story, { callId: `call-${calls}`, begins: '2026-11-22T10:00:00.000Z' })
  await receiveCallEvents(deps, batchOf(events.slice(0, happenings)))
  const [record] = await database.store.repositories.tasks.ofCalls([`embedded:call-${calls}`])
  if (!record) throw new Error('no draft')
  return (await read(record)).task
}

describe('saving what is typed', () => {
  it('changes only what came, raises the version and tells the boards', async () => {
    const task = await draft()
    const saved = await save(task, { text: 'Нет воды', place: 'Подъезд 2' })
    expect(saved).toMatchObject({ version: 2, address: 'Подъезд 2', status: 'draft' })
    expect(saved.fields).toEqual({ ...task.fields, text: 'Нет воды', place: 'Подъезд 2' })
    const head = await database.store.repositories.journal.head()
    const [entry] = await database.store.repositories.journal.after(head - 1, 1)
    expect(entry?.data).toEqual({ type: 'task.changed', task: saved })
  })

  it('takes the flat away when another house is chosen', async () => {
    const first = await addHouse(database.store, { street: 'Первая', number: '1' })
    const second = await addHouse(database.store, { street: 'Вторая', number: '2' })
    const flat = await addFlat(database.store, first, '7')
    const task = await save(await draft(), flat)
    expect(task.address).toBe('ул. Первая, 1, кв. 7')
    const moved = await save(task, { houseId: second, place: 'подвал' })
    expect(moved).toMatchObject({ address: 'ул. Вторая, 2 (подвал)', fields: { apartmentId: null } })
    expect(await save(moved, { houseId: null, place: '' })).toMatchObject({ address: '' })
  })

  it('is refused with an old version, to a colleague, of what is registered or gone', async () => {
    const task = await draft()
    const saved = await save(task, { text: 'а' })
    await expect(save(task, { text: 'б' })).rejects.toMatchObject({
      code: 'conflict',
      details: { current: 2 },
    })
    const other = await addActor(database.store, 'operator')
    await expect(save(saved, { text: 'б' }, other)).rejects.toMatchObject({ code: 'notAllowed' })
    await expect(save(saved, { houseId: 999_999 })).rejects.toMatchObject({ code: 'badInput' })
    await expect(save({ ...saved, id: 999_999 }, {})).rejects.toMatchObject({ code: 'notFound' })
    const registered = await register(saved)
    await expect(save(registered, { text: 'б' })).rejects.toMatchObject({ code: 'taskNotOpen' })
  })

  it('is free to a dispatcher, and leaves the owner', async () => {
    expect(await save(await draft(), { text: 'а' }, pyotr)).toMatchObject({ ownerId: olga.userId })
  })

  it('of an orphan takes it over', async () => {
    const orphan = await draftOfCall(operatorLost('+79220000002', olga.sipUsername ?? ''))
    const other = await addActor(database.store, 'operator', 'Вера')
    expect(await save(orphan, { text: 'а' }, other)).toMatchObject({ ownerName: 'Вера', isOrphan: false })
  })

  it('loses nothing when two save at once: one of them hears of the conflict', async () => {
    const task = await draft()
    const results = await Promise.allSettled([save(task, { text: 'а' }), save(task, { place: 'б' }, pyotr)])
    expect(results.map(({ status }) => status).toSorted((a, b) => a.localeCompare(b))).toEqual([
      'fulfilled',
      'rejected',
    ])
    expect((await read(task)).task.version).toBe(2)
  })
})

describe('joining a draft to an open task', () => {
  it('gives the task the call and one more caller, and dissolves the draft', async () => {
    const into = await register(await draft())
    const task = await draftOfCall()
    const joined = await join(task, into.id)
    expect(joined).toMatchObject({
      id: into.id,
      repeatCount: 1,
      callIds: task.callIds,
      version: into.version + 1,
    })
    expect((await read(task)).task).toMatchObject({
      status: 'discarded',
      joinedTo: into.id,
      callIds: task.callIds,
    })
    expect((await read(into)).history.map(({ what }) => what)).toEqual(['created', 'registered', 'joined'])
    expect((await read(task)).history.at(-1)).toMatchObject({
      what: 'joined',
      fact: { what: 'intoTask', taskId: into.id, number: into.number },
    })
    expect((await read(into)).calls.map(({ id }) => id)).toEqual(task.callIds)
  })

  it('twice is once', async () => {
    const into = await register(await draft())
    const task = await draftOfCall()
    const [first, second] = await Promise.all([join(task, into.id), join(task, into.id)])
    expect(second).toEqual(first)
    expect(first.repeatCount).toBe(1)
  })

  it('joins a call-back too, and crossing joins do not block each other', async () => {
    const into = await register(await draft())
    const tasks = [
      await draftOfCall(abandoned('+79220000051', olga.sipUsername ?? '')),
      await draftOfCall(abandoned('+79220000052', olga.sipUsername ?? '')),
    ]
    expect(tasks.map(({ status }) => status)).toEqual(['callback', 'callback'])
    await Promise.all(tasks.map((task) => join(task, into.id)))
    expect((await read(into)).task).toMatchObject({ repeatCount: 2 })
  })

  it('is refused into itself, a draft, a closed task, nothing, and of what is no draft', async () => {
    const task = await draft()
    const into = await register(await draft())
    await expect(join(task, task.id)).rejects.toMatchObject({ code: 'badInput' })
    await expect(join(task, (await draft()).id)).rejects.toMatchObject({ code: 'taskNotOpen' })
    await expect(join(task, 999_999)).rejects.toMatchObject({ code: 'notFound' })
    await expect(join({ ...task, id: 999_999 }, into.id)).rejects.toMatchObject({ code: 'notFound' })
    await expect(join(await register(await draft()), into.id)).rejects.toMatchObject({ code: 'taskNotOpen' })
  })
})

describe('throwing a draft away', () => {
  it('keeps the reason in its history and in the audit', async () => {
    const task = await draftOfCall()
    expect(await discard(task)).toMatchObject({ status: 'discarded', joinedTo: null })
    expect((await read(task)).history.at(-1)).toMatchObject({
      what: 'moved',
      from: 'draft',
      to: 'discarded',
      note: 'ошиблись номером',
      byName: 'Ольга',
    })
    const [audit] = await database.store.repositories.audit.newest(1)
    expect(audit).toMatchObject({
      action: 'task.discarded',
      subject: `task:${task.id}`,
      userId: olga.userId,
      details: { reason: 'ошиблись номером' },
    })
  })

  it('is refused while its call rings: who is not answered must be called back', async () => {
    const ringing = await draftOfCall(answered('+79220000003', olga.sipUsername ?? ''), 3)
    await expect(discard(ringing)).rejects.toMatchObject({ code: 'callNotOver' })
    expect((await read(ringing)).task.status).toBe('draft')
  })

  it('is refused to a colleague and of what is registered, gone or thrown away', async () => {
    const task = await draft()
    await expect(discard(task, await addActor(database.store, 'operator'))).rejects.toMatchObject({
      code: 'notAllowed',
    })
    await discard(task)
    await expect(discard(task)).rejects.toMatchObject({ code: 'taskNotOpen' })
    await expect(discard(await register(await draft()))).rejects.toMatchObject({ code: 'taskNotOpen' })
    await expect(discard({ ...task, id: 999_999 })).rejects.toMatchObject({ code: 'notFound' })
  })
})
