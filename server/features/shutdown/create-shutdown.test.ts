import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ShutdownFields, ShutdownHouse } from '#contracts/shutdown.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { receiveCallEvents } from '#server/features/call/receive-call-events.ts'
import { addTask } from '#server/features/task/add-task.ts'
import { registerTask } from '#server/features/task/register-task.ts'
import { abandoned, answered, batchOf, tell } from '#server/testing/samples/call-stories.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addFlat, addHouse, addOrganisation, addResident } from '#server/testing/samples/houses.ts'
import { addActor, testClock, testDeps } from '#server/testing/people/factories.ts'
import { burstIn, shutdownDesk, whole } from '#server/testing/samples/shutdowns.ts'
import { listShutdowns } from './list-shutdowns.ts'
import { previewShutdown } from './preview-shutdown.ts'

const clock = testClock('2026-11-22T10:00:00.000Z') // 15:00 in Tyumen
let database: TestDatabase
let deps: Deps
let pyotr: Person
let olga: Person
let houses: number[]
let desk: ReturnType<typeof shutdownDesk>
beforeAll(async () => {
  database = await createTestDatabase()
  deps = testDeps(database.store, { now: clock.now })
  pyotr = await addActor(database.store, 'dispatcher', 'Пётр')
  olga = await addActor(database.store, 'operator', 'Ольга')
  desk = shutdownDesk(deps, pyotr)
  houses = []
  for (const number of ['1', '3', '5', '7'])
    houses.push(await addHouse(database.store, { street: 'Республики', number }))
  await database.knex('houses').whereIn('id', houses).update({ entrances: 4 })
})
afterAll(() => database.drop())
beforeEach(() => clock.set('2026-11-22T10:00:00.000Z'))

const house = (index: number): number => houses[index] ?? 0
const journalSince = async (seq: number) =>
  (await database.store.repositories.journal.after(seq, 100)).map(({ data }) => data)
const jobsOf = (id: number) =>
  database
    .knex('jobs')
    .whereRaw(`(payload->>'shutdownId')::int = ?`, [id])
    .orderBy('kind')
    .select('kind', 'run_at')

describe('a new shutdown', () => {
  it('is active at once, has its number, places, clocks and sentence, and is on every board', async () => {
    const before = await database.store.repositories.journal.head()
    const plannedEnd = '2026-11-22T13:30:00.000Z'
    const made = await desk.create(burstIn([house(0), house(1), house(2)], { plannedEnd }))
    expect(made).toMatchObject({
      number: expect.stringMatching(/^О26-\d{6}$/),
      status: 'active',
      places: 'Республики 1–5 (нечётные)',
      callerCount: 0,
      shifts: 0,
      isSpoken: false,
      limits: [{ service: 'coldWater', hours: 4, by: '2026-11-22T13:50:00.000Z' }],
      speechText:
        'Аварийное отключение холодной воды. Причина: Порыв на вводе. Восстановление планируется до восемнадцати часов тридцати минут двадцать второго ноября.',
      version: 1,
    })
    expect(await journalSince(before)).toEqual([{ type: 'shutdown.changed', shutdown: made }])
    expect(await jobsOf(made.id)).toEqual([
      { kind: 'shutdown.overdue', run_at: new Date(plannedEnd) },
      { kind: 'speech.make', run_at: clock.now() },
    ])
    const { terms, history, houses: shown } = await desk.read(made)
    expect(terms).toEqual([{ plannedEnd, reason: '', at: clock.now().toISOString(), byName: 'Пётр' }])
    expect(history).toMatchObject([{ what: 'created', byName: 'Пётр' }])
    expect(shown.map(({ address }) => address)).toEqual([
      'ул. Республики, 1',
      'ул. Республики, 3',
      'ул. Республики, 5',
    ])
    const [audited] = await database.store.repositories.audit.newest(1)
    expect(audited).toMatchObject({ action: 'shutdown.created', subject: `shutdown:${made.id}` })
  })

  it('is numbered one after the other in the year', async () => {
    const first = await desk.create(burstIn([house(0)]))
    const second = await desk.create(burstIn([house(0)]))
    expect(Number(second.number.slice(4))).toBe(Number(first.number.slice(4)) + 1)
  })

  it('is planned when it begins later, with a job that begins it', async () => {
    const startsAt = '2026-11-24T03:00:00.000Z'
    const made = await desk.create(burstIn([house(0)], { kind: 'planned', startsAt }))
    expect(made).toMatchObject({ status: 'planned', limits: [{ by: '2026-11-24T07:00:00.000Z' }] })
    expect(made.speechText).toMatch(
      /^Запланировано отключение холодной воды с восьми часов двадцать четвёртого/,
    )
    expect(await jobsOf(made.id)).toMatchObject([
      { kind: 'shutdown.start', run_at: new Date(startsAt) },
      { kind: 'speech.make' },
    ])
  })

  it('is one for a double click, a lost answer and two at the same moment', async () => {
    const key = randomUUID()
    const fields = burstIn([house(3)])
    const made = await Promise.all([1, 2, 3, 4].map(() => desk.create(fields, { key })))
    expect(new Set(made.map(({ id }) => id)).size).toBe(1)
    expect((await desk.create({ ...fields, cause: 'Другое' }, { key })).cause).toBe('Порыв на вводе')
    const rows = await database.knex('shutdown_history').where({ shutdown_id: made[0]?.id })
    expect(rows).toHaveLength(1)
  })

  it('has each house once, whichever pickers brought it', async () => {
    const entrances = (via: ShutdownHouse['via'], ...numbers: number[]): ShutdownHouse => ({
      houseId: house(0),
      via,
      entrances: numbers,
    })
    const some = await desk.create(burstIn([entrances('house', 2), entrances('street', 1, 2)]))
    expect(some.houses).toEqual([{ houseId: house(0), via: 'house', entrances: [1, 2] }])
    expect(some.places).toBe('Республики 1 (подъезды 1, 2)')
    const all = await desk.create(burstIn([entrances('heatPoint', 1, 2, 3, 4)]))
    expect(all.houses).toEqual([{ houseId: house(0), via: 'heatPoint', entrances: null }])
    const both = await desk.create(burstIn([entrances('house', 2), whole(house(0))]))
    expect(both.houses).toMatchObject([{ entrances: null }])
  })

  it('takes the shortest legal clock of its houses: two power sources anywhere', async () => {
    await database
      .knex('houses')
      .where({ id: house(3) })
      .update({ power_sources: 2 })
    const one = await desk.create(burstIn([house(0)], { services: ['power', 'lift'] }))
    expect(one.limits.map(({ hours }) => hours)).toEqual([24, null])
    const two = await desk.create(burstIn([house(0), house(3)], { services: ['power'] }))
    expect(two.limits).toMatchObject([{ hours: 2, by: '2026-11-22T11:50:00.000Z' }])
  })

  it.each<[string, (fields: ShutdownFields) => ShutdownFields, string]>([
    ['an end before its beginning', (f) => ({ ...f, plannedEnd: '2026-11-22T09:00:00.000Z' }), 'plannedEnd'],
    ['an end that is its beginning', (f) => ({ ...f, plannedEnd: f.startsAt }), 'plannedEnd'],
    ['an organisation that nobody knows', (f) => ({ ...f, organisationId: 98765 }), 'organisationId'],
    ['a house that nobody knows', (f) => ({ ...f, houses: [...f.houses, whole(98765)] }), 'houses'],
    [
      'an entrance that the house has not',
      (f) => ({ ...f, houses: f.houses.map((one) => ({ ...one, entrances: [5] })) }),
      'houses',
    ],
  ])('is refused with %s, and no number is lost', async (_, change, field) => {
    const { value } = await database.knex('counters').where({ key: 'shutdown:2026' }).first()
    await expect(desk.create(change(burstIn([house(0)])))).rejects.toMatchObject({
      code: 'badInput',
      details: { field },
    })
    expect(await database.knex('counters').where({ key: 'shutdown:2026' }).first()).toMatchObject({ value })
  })
})

describe('what is about a new shutdown', () => {
  let callNumber = 0
  async function draftOfCall(kind: 'talking' | 'missed' | 'ringing' | 'over', number: string) {
    callNumber += 1
    const story = (kind === 'missed' ? abandoned : answered)(number, olga.sipUsername ?? '')
    const happenings = { talking: 5, missed: 99, ringing: 3, over: 99 }[kind]
    const told = tell(story, { callId: `about-${callNumber}`, begins: '2026-11-22T09:55:00.000Z' })
    await receiveCallEvents(deps, batchOf(told.slice(0, happenings)))
    const [task] = await database.store.repositories.tasks.ofCalls([`embedded:about-${callNumber}`])
    if (!task) throw new Error('no draft')
    return task.id
  }
  const taskOf = async (id: number) => database.store.repositories.tasks.find(id)

  it('drafts that nobody is at become callers, tasks and call-backs belong to it', async () => {
    const input = { params: undefined, query: undefined, body: { place: 'Двор', text: 'Нет воды' } }
    const own = (await addTask(deps, pyotr, input)).id
    const others = await draftOfCall('talking', '+79220000001')
    const missed = await draftOfCall('missed', '+79220000002')
    const ringing = await draftOfCall('ringing', '+79220000003')
    const { id, version } = await addTask(deps, olga, input)
    await registerTask(deps, olga, { params: { id }, query: undefined, body: { version, fields: {} } })
    const orphan = await draftOfCall('over', '+79220000004')
    await database.knex('tasks').where({ id: orphan }).update({ owner_id: null })
    const before = await database.store.repositories.journal.head()

    const taskIds = [own, others, missed, ringing, id, orphan]
    const made = await desk.create(burstIn([house(0)]), { taskIds })

    expect(made.callerCount).toBe(2)
    expect(await taskOf(own)).toMatchObject({ status: 'discarded', shutdownId: made.id })
    expect(await taskOf(orphan)).toMatchObject({ status: 'discarded', shutdownId: made.id })
    expect(await taskOf(others)).toMatchObject({ status: 'draft', shutdownId: null })
    expect(await taskOf(ringing)).toMatchObject({ status: 'draft', shutdownId: null })
    expect(await taskOf(missed)).toMatchObject({ status: 'callback', shutdownId: made.id })
    expect(await taskOf(id)).toMatchObject({ status: 'new', shutdownId: made.id })
    const { callers, tasks } = await desk.read(made)
    expect(callers.map(({ number }) => number).toSorted()).toEqual(['', '+79220000004'])
    expect(callers.map(({ how }) => how)).toEqual(['operator', 'operator'])
    expect(tasks.map((task) => task.id)).toEqual([id, missed])
    const pushed = await journalSince(before)
    expect(pushed.map(({ type }) => type)).toEqual([
      'task.changed',
      'task.changed',
      'task.changed',
      'task.changed',
      'shutdown.changed',
    ])
  })

  it('an unknown task is no reason to lose the rest silently', async () => {
    await expect(desk.create(burstIn([house(0)]), { taskIds: [987654] })).rejects.toMatchObject({
      code: 'notFound',
      details: { id: 987654 },
    })
  })

  it('a suggestion is accepted once, whoever is first', async () => {
    const suggestion = await database.store.repositories.suggestions.add({
      scope: 'street',
      scopeId: null,
      scopeName: 'ул. Республики',
      service: 'coldWater',
      houseIds: houses,
      taskIds: [],
      firstAt: clock.now().toISOString(),
      lastAt: clock.now().toISOString(),
    })
    const both = await Promise.allSettled(
      [1, 2].map(() => desk.create(burstIn(houses), { suggestionId: suggestion.id })),
    )
    const made = both.find((one) => one.status === 'fulfilled')
    const refused = both.find((one) => one.status === 'rejected')
    expect(refused?.reason).toMatchObject({
      code: 'conflict',
      details: { current: 2, shutdownId: made?.value.id },
    })
    expect(await database.knex('shutdown_suggestions').where({ id: suggestion.id }).first()).toMatchObject({
      state: 'accepted',
      shutdown_id: made?.value.id,
      decided_by: pyotr.userId,
    })
  })
})

describe('before and after it is created', () => {
  it('a preview says whom it would concern and what is on already, and writes nothing', async () => {
    const flat = await addFlat(database.store, house(1), '12')
    await addResident(database.store, flat, { name: 'Анна', phone: '+79225550001' })
    const other = await desk.create(burstIn([house(1)], { services: ['coldWater', 'hotWater'] }))
    const heat = await desk.create(burstIn([house(1)], { services: ['heating'] }))
    const before = await database.store.repositories.journal.head()
    const preview = await previewShutdown(deps, pyotr, {
      params: undefined,
      query: undefined,
      body: burstIn([house(1)], { cause: '', services: ['hotWater'] }),
    })
    expect(preview).toMatchObject({
      places: 'Республики 3',
      houses: 1,
      flats: 1,
      living: 1,
      limits: [{ service: 'hotWater', hours: 4 }],
      speechText: 'Аварийное отключение горячей воды. Восстановление ведётся, срок уточняется.',
    })
    const overlapping = preview.overlaps.map(({ id }) => id)
    expect(overlapping).toContain(other.id)
    expect(overlapping).not.toContain(heat.id)
    expect(await database.store.repositories.journal.head()).toBe(before)
  })

  it('is found by number, place, cause, service, status and house, a page at a time', async () => {
    await addOrganisation(database.store, { name: 'Водоканал', kind: 'water', phone: '+73452000001' })
    const { id: organisationId } = await database.knex('organisations').where({ name: 'Водоканал' }).first()
    const lone = await addHouse(database.store, { street: 'Одинокая', number: '100%' })
    const made = await desk.create(
      burstIn([lone], { services: ['gas'], cause: 'Ремонт ГРП', organisationId }),
    )
    expect(made.organisationName).toBe('Водоканал')
    const list = (query: object) =>
      listShutdowns(deps, olga, { params: undefined, query: { limit: 50, ...query }, body: undefined })
    for (const query of [
      { search: made.number },
      { search: made.number.replace('О', 'o') },
      { search: 'одинокая' },
      { search: '0%' },
      { search: 'грп' },
      { service: 'gas' },
      { houseId: lone },
    ])
      expect((await list(query)).shutdowns.map(({ id }) => id)).toEqual([made.id])
    expect((await list({ houseId: lone, status: 'planned' })).shutdowns).toEqual([])
    const all = (await list({})).shutdowns.map(({ id }) => id)
    const first = await list({ limit: 2 })
    const rest = await list({ cursor: first.next })
    expect([...first.shutdowns, ...rest.shutdowns].map(({ id }) => id)).toEqual(all)
    await expect(list({ cursor: 'чужой' })).rejects.toMatchObject({ code: 'badInput' })
  })
})
