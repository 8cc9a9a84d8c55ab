import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Shutdown } from '#contracts/shutdown.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { takeSnapshot } from '#server/features/board/take-snapshot.ts'
import { addTask } from '#server/features/task/add-task.ts'
import { getTask } from '#server/features/task/get-task.ts'
import { moveTask } from '#server/features/task/move-task.ts'
import { registerTask } from '#server/features/task/register-task.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addHouse } from '#server/testing/samples/houses.ts'
import { addActor, testClock, testDeps } from '#server/testing/people/factories.ts'
import { burstIn, shutdownDesk, whole } from '#server/testing/samples/shutdowns.ts'
import { createTestLog } from '#server/testing/people/test-log.ts'
import { cancelShutdown } from './term/cancel-shutdown.ts'
import { reopenShutdown } from './term/reopen-shutdown.ts'
import { startShutdown } from './term/start-shutdown.ts'

const clock = testClock('2026-11-22T10:00:00.000Z') // 15:00 in Tyumen
const log = createTestLog()
let database: TestDatabase
let deps: Deps
let pyotr: Person
let anna: Person
let olga: Person
let house: number
let other: number
let desk: ReturnType<typeof shutdownDesk>
beforeAll(async () => {
  database = await createTestDatabase()
  deps = testDeps(database.store, { now: clock.now, log })
  pyotr = await addActor(database.store, 'dispatcher', 'Пётр')
  anna = await addActor(database.store, 'dispatcher', 'Анна')
  olga = await addActor(database.store, 'operator', 'Ольга')
  house = await addHouse(database.store, { street: 'Республики', number: '5' })
  other = await addHouse(database.store, { street: 'Ленина', number: '3' })
  desk = shutdownDesk(deps, pyotr)
})
afterAll(() => database.drop())
beforeEach(() => clock.set('2026-11-22T10:00:00.000Z'))

const of = ({ id, version }: Shutdown) => ({ params: { id }, query: undefined, body: { version } })
const start = (shutdown: Shutdown) => startShutdown(deps, pyotr, of(shutdown))
const cancel = (shutdown: Shutdown, actor = pyotr, reason = 'Создано по ошибке') =>
  cancelShutdown(deps, actor, {
    params: { id: shutdown.id },
    query: undefined,
    body: { version: shutdown.version, reason },
  })
const reopen = (shutdown: Shutdown, actor = pyotr, reason = 'Воды так и нет') =>
  reopenShutdown(deps, actor, {
    params: { id: shutdown.id },
    query: undefined,
    body: { version: shutdown.version, reason },
  })
const planned = (startsAt = '2026-11-22T12:00:00.000Z') =>
  desk.create(burstIn([house], { kind: 'planned', startsAt, plannedEnd: '2026-11-22T16:00:00.000Z' }))
const speechOf = async ({ id }: Shutdown) => {
  const row = await database.knex('shutdowns').where({ id }).first()
  return { text: row.speech_text, version: row.speech_version, file: row.speech_file }
}
/** As the worker does when the file is in place. */
const spoken = ({ id }: Shutdown) =>
  database
    .knex('shutdowns')
    .where({ id })
    .update({ speech_file: `shutdowns/${id}.wav` })

describe('a term that is moved', () => {
  it('three times is heard three times, and every promise stays on record', async () => {
    let shutdown = await desk.create(burstIn([house], { plannedEnd: '2026-11-22T13:30:00.000Z' }))
    await spoken(shutdown)
    const head = await database.store.repositories.journal.head()
    const terms = [
      ['2026-11-22T15:00:00.000Z', 'Ждём экскаватор', 'двадцати часов двадцать второго ноября'],
      ['2026-11-22T19:01:00.000Z', 'Второй порыв', 'ноля часов одной минуты двадцать третьего ноября'],
      ['2026-11-23T03:21:00.000Z', 'Сварка', 'восьми часов двадцати одной минуты двадцать третьего ноября'],
    ] as const
    for (const [plannedEnd, reason, words] of terms) {
      clock.advance(60_000)
      const { version, speechText } = shutdown
      const speech = await speechOf(shutdown)
      shutdown = await desk.move(shutdown, plannedEnd, reason)
      expect(shutdown).toMatchObject({ plannedEnd, version: version + 1 })
      expect(shutdown.speechText).not.toBe(speechText)
      expect(shutdown.speechText).toMatch(
        new RegExp(`Срок изменён, восстановление планируется до ${words}\\.$`),
      )
      // what is played says the old term: it is not played until it is made anew
      expect(await speechOf(shutdown)).toEqual({
        text: shutdown.speechText,
        version: speech.version + 1,
        file: null,
      })
      await spoken(shutdown)
    }
    expect(shutdown.shifts).toBe(3)
    const read = await desk.read(shutdown)
    expect(read.terms.map(({ plannedEnd, reason }) => [plannedEnd, reason])).toEqual([
      ['2026-11-22T13:30:00.000Z', ''],
      ...terms.map(([plannedEnd, reason]) => [plannedEnd, reason]),
    ])
    expect(read.history.map(({ what, note }) => [what, note])).toEqual([
      ['created', ''],
      ...terms.map(([, reason]) => ['moved', reason]),
    ])
    const pushed = await database.store.repositories.journal.after(head, 10)
    expect(pushed.map(({ data }) => data)).toMatchObject(
      terms.map(([plannedEnd]) => ({ type: 'shutdown.changed', shutdown: { plannedEnd } })),
    )
    const made = await database
      .knex('jobs')
      .where({ kind: 'speech.make' })
      .whereRaw(`payload->>'shutdownId' = ?`, [String(shutdown.id)])
    expect(made).toHaveLength(4)
    // the law’s clock does not move with it
    expect(shutdown.limits).toMatchObject([{ by: '2026-11-22T13:50:00.000Z' }])
  })

  it('to nothing is a term that nobody knows; to itself it is no move', async () => {
    const made = await desk.create(burstIn([house], { plannedEnd: '2026-11-22T13:30:00.000Z' }))
    const same = await desk.move(made, '2026-11-22T18:30:00.000+05:00')
    expect(same).toMatchObject({ version: 1, shifts: 0 })
    const unknown = await desk.move(same, null, 'Ищем порыв')
    expect(unknown).toMatchObject({ plannedEnd: null, shifts: 1 })
    expect(unknown.speechText).toContain('срок уточняется')
  })

  it('cannot be before the beginning', async () => {
    const made = await desk.create(burstIn([house]))
    await expect(desk.move(made, made.startsAt)).rejects.toMatchObject({
      code: 'badInput',
      details: { field: 'plannedEnd' },
    })
  })
})

describe('a live shutdown that is changed', () => {
  it('has other houses, services and words in everything that is shown and said', async () => {
    const made = await desk.create(burstIn([house]))
    await spoken(made)
    const changed = await desk.change(made, {
      houses: [{ ...whole(other), via: 'street' }, whole(house)],
      services: ['hotWater'],
      text: 'Вода подвозится.',
      startsAt: '2026-11-22T09:00:00.000Z',
    })
    expect(changed).toMatchObject({
      places: 'Ленина 3, Республики 5',
      version: 2,
      limits: [{ service: 'hotWater', by: '2026-11-22T13:00:00.000Z' }],
      speechText:
        'Аварийное отключение горячей воды. Причина: Порыв на вводе. Вода подвозится. Восстановление ведётся, срок уточняется.',
    })
    expect(changed.houses).toHaveLength(2)
    expect(await speechOf(made)).toMatchObject({ version: 2, file: null })
    const { history } = await desk.read(made)
    expect(history.at(-1)).toMatchObject({
      what: 'changed',
      note: '',
      fact: { what: 'fields', fields: ['services', 'text', 'startsAt', 'houses'] },
    })
    const less = await desk.change(changed, { houses: [whole(other)] })
    expect(less).toMatchObject({ places: 'Ленина 3', houses: [{ houseId: other }] })
  })

  it('keeps what is played while what is said stays the same', async () => {
    const made = await desk.create(burstIn([house]))
    await spoken(made)
    const changed = await desk.change(made, { responsible: 'Мастер Иванов, 8 922 000-00-01' })
    expect(changed).toMatchObject({ isSpoken: true, version: 2 })
  })

  it('keeps a recording by hand whatever the text says', async () => {
    const made = await desk.create(burstIn([house]))
    await spoken(made)
    await database.knex('shutdowns').where({ id: made.id }).update({ is_recorded_by_hand: true })
    const moved = await desk.move(made, '2026-11-22T13:30:00.000Z')
    expect(moved).toMatchObject({ isSpoken: true, isRecordedByHand: true })
    expect(await speechOf(made)).toMatchObject({ version: 2, file: `shutdowns/${made.id}.wav` })
  })

  it('that is on cannot begin tomorrow; a planned one that began an hour ago begins', async () => {
    const active = await desk.create(burstIn([house]))
    await expect(desk.change(active, { startsAt: '2026-11-23T10:00:00.000Z' })).rejects.toMatchObject({
      code: 'badInput',
      details: { field: 'startsAt' },
    })
    const begun = await desk.change(await planned(), { startsAt: '2026-11-22T09:00:00.000Z' })
    expect(begun.status).toBe('active')
    expect((await desk.read(begun)).history.map(({ what }) => what)).toEqual([
      'created',
      'changed',
      'started',
    ])
  })

  it('cannot end before it begins', async () => {
    const made = await desk.create(burstIn([house], { plannedEnd: '2026-11-22T13:30:00.000Z' }))
    await expect(desk.change(made, { startsAt: '2026-11-22T13:30:00.000Z' })).rejects.toMatchObject({
      code: 'badInput',
    })
  })
})

describe('planned, active, restored, cancelled and back', () => {
  it('planned works begin by hand before their time', async () => {
    const made = await planned()
    const started = await start(made)
    expect(started).toMatchObject({ status: 'active', startsAt: '2026-11-22T10:00:00.000Z', version: 2 })
    expect(started.speechText).toMatch(/^Плановое отключение холодной воды\./)
    await expect(start(started)).rejects.toMatchObject({ code: 'cannotMove' })
  })

  it('ends: its sentence says so, its speech is not made any more, cards of the week still tell it', async () => {
    const made = await desk.create(burstIn([house]))
    clock.advance(3_600_000)
    const ended = await desk.end(made, { note: 'Заменили хомут' })
    expect(ended).toMatchObject({
      status: 'restored',
      endedAt: '2026-11-22T11:00:00.000Z',
      speechText: 'Отключение холодной воды завершено, подача возобновлена.',
      isSpoken: false,
    })
    const made2 = await database
      .knex('jobs')
      .where({ kind: 'speech.make' })
      .whereRaw(`payload->>'shutdownId' = ?`, [String(made.id)])
    expect(made2).toHaveLength(1)
    const onBoard = async () => (await takeSnapshot(deps)).shutdowns.find(({ id }) => id === made.id)
    expect(await onBoard()).toEqual(ended)
    clock.advance(7 * 24 * 3_600_000)
    expect(await onBoard()).toEqual(ended)
    clock.advance(1)
    expect(await onBoard()).toBeUndefined()
  })

  it('ended too early it goes on, and is ended again', async () => {
    const made = await desk.create(burstIn([house], { plannedEnd: '2026-11-22T13:30:00.000Z' }))
    const ended = await desk.end(made)
    const reopened = await reopen(ended)
    expect(reopened).toMatchObject({ status: 'active', endedAt: null, version: 3 })
    expect(reopened.speechText).toBe(made.speechText)
    expect((await speechOf(made)).version).toBe(3)
    await expect(reopen(reopened)).rejects.toMatchObject({ code: 'cannotMove' })
    expect(await desk.end(reopened)).toMatchObject({ status: 'restored' })
    expect((await desk.read(made)).history.map(({ what, note }) => [what, note])).toEqual([
      ['created', ''],
      ['restored', ''],
      ['reopened', 'Воды так и нет'],
      ['restored', ''],
    ])
  })

  it('cancelled works are planned again while their time is to come', async () => {
    const cancelled = await cancel(await planned())
    expect(cancelled).toMatchObject({
      status: 'cancelled',
      endedAt: '2026-11-22T10:00:00.000Z',
      speechText: 'Отключение холодной воды отменено.',
    })
    expect(await reopen(cancelled)).toMatchObject({ status: 'planned', endedAt: null })
    const late = await cancel(await planned())
    clock.set('2026-11-22T12:30:00.000Z')
    expect(await reopen(late)).toMatchObject({ status: 'active' })
  })

  it.each([
    ['in the future', '2026-11-22T10:05:00.000Z'],
    ['before it began', '2026-11-22T09:49:59.000Z'],
  ])('does not end %s', async (_, endedAt) => {
    const made = await desk.create(burstIn([house]))
    await expect(desk.end(made, { endedAt })).rejects.toMatchObject({
      code: 'badInput',
      details: { field: 'endedAt' },
    })
  })

  it('what has not begun does not end', async () => {
    await expect(desk.end(await planned())).rejects.toMatchObject({
      code: 'cannotMove',
      details: { from: 'planned', to: 'restored' },
    })
  })

  it('what is over is not changed, moved, begun, ended or cancelled', async () => {
    const ended = await desk.end(await desk.create(burstIn([house])))
    for (const refused of await Promise.allSettled([
      desk.change(ended, { text: 'Уже не нужно' }),
      desk.move(ended, null),
      desk.end(ended),
      start(ended),
      cancel(ended),
    ]))
      expect(refused).toMatchObject({
        status: 'rejected',
        reason: { code: 'shutdownOver', details: { status: 'restored', current: ended.version } },
      })
  })
})

describe('tasks that belong to it', () => {
  const taskOf = async (shutdown: Shutdown): Promise<number> => {
    const body = { place: 'Двор', text: 'Нет воды' }
    const { id, version } = await addTask(deps, olga, { params: undefined, query: undefined, body })
    await registerTask(deps, olga, { params: { id }, query: undefined, body: { version, fields: {} } })
    await database.knex('tasks').where({ id }).update({ shutdown_id: shutdown.id })
    return id
  }
  const read = (id: number) => getTask(deps, pyotr, { params: { id }, query: undefined, body: undefined })

  it('are done with it in the same act, whatever state they are in; what was over stays as it was', async () => {
    const made = await desk.create(burstIn([house]))
    const open = await taskOf(made)
    const taken = await taskOf(made)
    await moveTask(deps, pyotr, {
      params: { id: taken },
      query: undefined,
      body: { version: 2, to: 'assigned', note: '' },
    })
    const refused = await taskOf(made)
    await moveTask(deps, pyotr, {
      params: { id: refused },
      query: undefined,
      body: { version: 2, to: 'cancelled', note: 'Повтор' },
    })
    const head = await database.store.repositories.journal.head()
    await desk.end(made, { closeTasks: true, note: 'Вода есть' })
    for (const id of [open, taken]) {
      const { task, history } = await read(id)
      expect(task.status).toBe('done')
      expect(history.at(-1)).toMatchObject({ what: 'moved', to: 'done', note: 'Вода есть', byName: 'Пётр' })
    }
    expect((await read(refused)).task.status).toBe('cancelled')
    const pushed = await database.store.repositories.journal.after(head, 10)
    expect(pushed.map(({ data }) => data.type)).toEqual(['task.changed', 'task.changed', 'shutdown.changed'])
  })

  it('stay open when nobody asks for it', async () => {
    const made = await desk.create(burstIn([house]))
    const open = await taskOf(made)
    await desk.end(made)
    expect((await read(open)).task.status).toBe('new')
  })
})

describe('two dispatchers', () => {
  it('who press at the same moment: one does it, the other learns the present version', async () => {
    const made = await desk.create(burstIn([house]))
    const annas = shutdownDesk(deps, anna)
    const both = await Promise.allSettled([
      desk.move(made, '2026-11-22T13:30:00.000Z', 'Пётр'),
      annas.move(made, '2026-11-22T14:30:00.000Z', 'Анна'),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const lost = both.find((one) => one.status === 'rejected')
    expect(lost?.reason).toMatchObject({ code: 'conflict', details: { current: 2 } })
    const { shutdown, terms } = await desk.read(made)
    expect(shutdown).toMatchObject({ version: 2, shifts: 1 })
    expect(terms).toHaveLength(2)
  })

  it('who end and cancel it at once leave it in one of both, told once', async () => {
    const made = await desk.create(burstIn([house]))
    const both = await Promise.allSettled([desk.end(made), cancel(made, anna)])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(both.find((one) => one.status === 'rejected')?.reason).toMatchObject({ code: 'shutdownOver' })
    const { history } = await desk.read(made)
    expect(history).toHaveLength(2)
  })
})

it('who does it is audited, and the log names the shutdown', async () => {
  const made = await desk.create(burstIn([house]))
  const ended = await desk.end(await desk.move(made, '2026-11-22T14:00:00.000Z'))
  await reopen(ended)
  const entries = (await database.store.repositories.audit.newest(4)).toReversed()
  expect(entries.map(({ action, subject, userId }) => [action, subject, userId])).toEqual(
    ['created', 'moved', 'ended', 'reopened'].map((what) => [
      `shutdown.${what}`,
      `shutdown:${made.id}`,
      pyotr.userId,
    ]),
  )
  const lines = log.lines.filter(({ facts }) => 'shutdownId' in facts && facts.shutdownId === made.id)
  expect(lines).toHaveLength(4)
})
