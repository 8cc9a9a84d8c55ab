import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Task } from '#contracts/task.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addCompany, giveHouse } from '#server/testing/samples/companies.ts'
import { addClassifier, addFlat, addHouse } from '#server/testing/samples/houses.ts'
import { addActor, testClock, testDeps } from '#server/testing/people/factories.ts'
import { listProblemChoices } from '#server/features/classifier/list-problem-choices.ts'
import { addTask } from './add-task.ts'
import { discardDraft } from './draft/discard-draft.ts'
import { getTask } from './get-task.ts'
import { registerTask } from './register-task.ts'

let database: TestDatabase
let deps: Deps
let olga: Person
let pyotr: Person
let chief: Person
const clock = testClock()
beforeAll(async () => {
  database = await createTestDatabase({ max: 20 })
  deps = testDeps(database.store, { now: clock.now })
  olga = await addActor(database.store, 'operator', 'Ольга')
  pyotr = await addActor(database.store, 'operator', 'Пётр')
  chief = await addActor(database.store, 'supervisor', 'Анна')
})
afterAll(() => database.drop())
beforeEach(() => clock.set('2026-11-22T10:00:00.000Z'))

const draft = (actor = olga, body = {}): Promise<Task> =>
  addTask(deps, actor, { params: undefined, query: undefined, body })
const register = (task: Task, fields = {}, actor = olga, version = task.version): Promise<Task> =>
  registerTask(deps, actor, { params: { id: task.id }, query: undefined, body: { version, fields } })
const enough = { place: 'Подвал', text: 'Течёт' }

describe('registering', () => {
  it('gives number, deadlines by the rule, owner and the address as text', async () => {
    const house = await addHouse(database.store, { street: 'Ленина', number: '3' })
    const flat = await addFlat(database.store, house, '8')
    const classifierId = await addClassifier(database.store, { inform_minutes: 30, rule_version: 4 })
    clock.set('2026-11-22T17:30:00.000Z') // 22:30 in Tyumen
    const task = await register(await draft(), { ...flat, classifierId, applicantName: 'Анна' })
    expect(task).toMatchObject({
      status: 'new',
      number: expect.stringMatching(/^26-\d{6}$/),
      ownerId: olga.userId,
      address: 'ул. Ленина, 3, кв. 8',
      classifierName: 'Подъезд · Мусоропровод · Засор',
      registeredAt: '2026-11-22T17:30:00.000Z',
      deadlines: { informBy: '2026-11-22T18:00:00.000Z', eliminateBy: '2026-11-23T04:30:00.000Z' },
    })
    const row = await database.knex('tasks').where({ id: task.id }).first('rule_version')
    expect(row.rule_version).toBe(4)
    const read = await getTask(deps, olga, { params: { id: task.id }, query: undefined, body: undefined })
    expect(read.history).toMatchObject([
      { what: 'created', byName: 'Ольга' },
      { what: 'registered', from: 'draft', to: 'new', fact: { what: 'registered', number: task.number } },
    ])
  })

  it('counts the words that found its problem, with it or not at all', async () => {
    const classifierId = await addClassifier(database.store, { problem: 'Хлещет' })
    const search = async (task: Task, searched: string, version = task.version): Promise<Task> =>
      registerTask(deps, olga, {
        params: { id: task.id },
        query: undefined,
        body: { version, fields: { ...enough, classifierId }, searched },
      })
    await Promise.all([
      search(await draft(), 'хлещет труба'),
      search(await draft(), 'труба хлещет, с потолка'),
      search(await draft(), 'Хлещет', 9).catch(() => null),
    ])
    const input = { params: undefined, query: undefined, body: undefined }
    const { choices } = await listProblemChoices(deps, olga, input)
    expect(choices).toEqual([
      { word: 'труб', classifierId, count: 2 },
      { word: 'хлещ', classifierId, count: 2 },
    ])
  })

  it('keeps deadlines and address when the directory and the rule change later', async () => {
    const houseId = await addHouse(database.store, { street: 'Мира', number: '1' })
    const classifierId = await addClassifier(database.store, { problem: 'Другой засор' })
    const task = await register(await draft(), { houseId, classifierId })
    await database.knex('houses').where({ id: houseId }).update({ number: '99' })
    await database
      .knex('classifier')
      .where({ id: classifierId })
      .update({ eliminate_minutes: 1, rule_version: 2 })
    const read = await getTask(deps, olga, { params: { id: task.id }, query: undefined, body: undefined })
    expect(read.task).toEqual(task)
  })

  it('makes an emergency of what the classifier calls one', async () => {
    const classifierId = await addClassifier(database.store, { problem: 'Прорыв', is_emergency: true })
    expect((await register(await draft(), { ...enough, classifierId })).fields.isEmergency).toBe(true)
  })

  it('twice by the same person is once: a lost answer, a double click', async () => {
    const task = await draft()
    const [first, second] = await Promise.all([register(task, enough), register(task, enough)])
    expect(second).toEqual(first)
    expect(await register(task, { text: 'другое' })).toEqual(first)
  })

  it('of somebody else’s registered task answers its number', async () => {
    const task = await register(await draft(), enough)
    await expect(register(task, enough, pyotr)).rejects.toMatchObject({
      code: 'alreadyRegistered',
      details: { number: task.number },
    })
  })

  it.each([
    ['without an address', { text: 'Течёт' }, 'address'],
    ['without a problem', { place: 'Подвал' }, 'problem'],
    ['without either', { place: ' ', text: ' ' }, 'address, problem'],
  ])('is refused %s', async (_, fields, missing) => {
    await expect(register(await draft(), fields)).rejects.toMatchObject({
      code: 'badInput',
      details: { missing },
    })
  })

  it.each([
    ['a house that is not there', { houseId: 999_999 }, 'houseId'],
    ['an unknown problem', { ...enough, classifierId: 999_999 }, 'classifierId'],
  ])('is refused with %s', async (_, fields, field) => {
    await expect(register(await draft(), fields)).rejects.toMatchObject({
      code: 'badInput',
      details: { field },
    })
  })

  it('is refused with a flat of another house', async () => {
    const houseId = await addHouse(database.store, { street: 'Чужая', number: '1' })
    const other = await addHouse(database.store, { street: 'Чужая', number: '2' })
    const { apartmentId } = await addFlat(database.store, other, '1')
    await expect(register(await draft(), { houseId, apartmentId, text: 'x' })).rejects.toMatchObject({
      code: 'badInput',
      details: { field: 'apartmentId' },
    })
  })

  it('is refused of a colleague’s draft, but not to a supervisor', async () => {
    const task = await draft()
    await expect(register(task, enough, pyotr)).rejects.toMatchObject({
      code: 'notAllowed',
      details: { permission: 'task.dispatch' },
    })
    expect(await register(task, enough, chief)).toMatchObject({ status: 'new', ownerId: chief.userId })
  })

  it('is refused of what is gone', async () => {
    const task = await draft()
    await expect(register({ ...task, id: 999_999 }, enough)).rejects.toMatchObject({ code: 'notFound' })
    await discardDraft(deps, olga, { params: { id: task.id }, query: undefined, body: { reason: 'ошибка' } })
    await expect(register(task, enough)).rejects.toMatchObject({ code: 'taskNotOpen' })
  })

  it('is refused with an old version, which the answer names', async () => {
    const task = await draft()
    await expect(register(task, enough, olga, task.version - 1)).rejects.toMatchObject({
      code: 'conflict',
      details: { current: task.version },
    })
  })
})

describe('numbers', () => {
  it('are exactly one to n under parallel registrations, refused ones included', async () => {
    clock.set('2031-06-01T00:00:00.000Z')
    const drafts = await Promise.all(Array.from({ length: 40 }, () => draft()))
    const results = await Promise.allSettled(
      drafts.map((task, index) => register(task, index % 4 === 0 ? {} : enough)),
    )
    const numbers = results.flatMap((one) => (one.status === 'fulfilled' ? [String(one.value.number)] : []))
    expect(numbers.toSorted((a, b) => a.localeCompare(b))).toEqual(
      Array.from({ length: 30 }, (_, index) => `31-${String(index + 1).padStart(6, '0')}`),
    )
  })

  it('of a company that has its own are one to n too, beside those of all, in whichever order', async () => {
    clock.set('2034-06-01T00:00:00.000Z')
    const second = await addCompany(database.store, { numberPrefix: 'УЮ' })
    const house = await addHouse(database.store, { street: 'Своя', number: '1' })
    await giveHouse(database.store, house, second)
    const fields = [{ ...enough, houseId: house }, enough, {}]
    const drafts = await Promise.all(Array.from({ length: 30 }, () => draft()))
    const results = await Promise.allSettled(drafts.map((task, n) => register(task, fields[n % 3])))
    const numbers = results.flatMap((one) => (one.status === 'fulfilled' ? [String(one.value.number)] : []))
    const due = (prefix: string) =>
      Array.from({ length: 10 }, (_, n) => `${prefix}34-${`00000${n + 1}`.slice(-6)}`)
    expect(numbers.toSorted((a, b) => a.localeCompare(b))).toEqual(
      [...due(''), ...due('УЮ')].toSorted((a, b) => a.localeCompare(b)),
    )
    // another prefix is another series; the number that was given stays
    await database.knex('companies').where({ id: second }).update({ number_prefix: 'Д' })
    expect((await register(await draft(), fields[0])).number).toBe('Д34-000001')
    expect(await database.knex('tasks').where('number', 'like', 'УЮ34-%')).toHaveLength(10)
    await database.knex('companies').where({ id: second }).update({ number_prefix: '' })
  })

  it('begin again with the organisation’s year', async () => {
    clock.set('2032-12-31T18:59:59.000Z')
    const last = await register(await draft(), enough)
    clock.set('2032-12-31T19:00:00.000Z')
    const first = await register(await draft(), enough)
    expect([last.number, first.number]).toEqual(['32-000001', '33-000001'])
  })
})
