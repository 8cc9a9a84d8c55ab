import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CallEvent } from '#contracts/call-event.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { endShutdown } from '#server/features/shutdown/term/end-shutdown.ts'
import {
  abandoned,
  batchOf,
  leftMessage,
  tell,
  told,
  toldAfterQuestion,
  toldAndQueued,
  toldMeanwhile,
  urgent,
  type Story,
} from '#server/testing/samples/call-stories.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addFlat, addHouse, addResident, type TestFlat } from '#server/testing/samples/houses.ts'
import { addActor, testClock, testDeps } from '#server/testing/people/factories.ts'
import { shutdownDesk } from '#server/testing/samples/shutdowns.ts'
import { addShutdownRow } from '#server/testing/samples/spoken-shutdowns.ts'
import { createTestLog, type TestLog } from '#server/testing/people/test-log.ts'
import { compareProjection } from './projections/whole/compare-projection.ts'
import { receiveCallEvents } from './receive-call-events.ts'
import { repairProjection } from './projections/whole/repair-projection.ts'

const begins = '2026-11-22T10:00:00.000Z'
let database: TestDatabase
let deps: Deps
let log: TestLog
let anna: Person
let home: TestFlat
const clock = testClock(begins)
beforeAll(async () => {
  database = await createTestDatabase()
  log = createTestLog()
  deps = testDeps(database.store, { now: clock.now, log })
  anna = await addActor(database.store, 'dispatcher', 'Анна')
  home = await addFlat(
    database.store,
    await addHouse(database.store, { street: 'Ленина', number: '1' }),
    '12',
  )
  await addResident(database.store, home, { name: 'Иван', phone: '+79220000001' })
})
afterAll(() => database.drop())
beforeEach(() => {
  clock.set(begins)
})

const shutdown = (houseIds = [home.houseId], entrances: number[] | null = null): Promise<number> =>
  addShutdownRow(database.knex, {
    houseIds,
    createdBy: anna.userId ?? 0,
    text: 'нет воды',
    startsAt: new Date('2026-11-22T09:00:00Z'),
    entrances,
  })

let count = 0
/** Receives one call whole and answers its id. */
async function receive(story: Story): Promise<string> {
  const callId = `c-${++count}`
  await receiveCallEvents(deps, batchOf(tell(story, { callId, begins })))
  return `embedded:${callId}`
}
const ownTask = async (callId: string) => {
  const tasks = await database.store.repositories.tasks.ofCalls([callId])
  return tasks.find(({ links }) => links.some((link) => link.kind === 'origin' && link.callId === callId))
}
const listed = (id: number) => database.store.repositories.shutdownCallers.ofShutdown(id)

describe('who hears what is known and hangs up', () => {
  it('is informed, stands in the list with time, number and flat, and nobody calls him back', async () => {
    const id = await shutdown()
    const callId = await receive(told('+79220000001', [id]))
    expect(await database.store.repositories.calls.find(callId)).toMatchObject({
      result: 'informed',
      informedOf: [id],
    })
    expect(await ownTask(callId)).toMatchObject({
      status: 'discarded',
      shutdownId: id,
      deadlines: { callbackBy: null },
    })
    expect(await listed(id)).toMatchObject([
      {
        at: '2026-11-22T10:00:25.000Z',
        callId,
        number: '+79220000001',
        address: 'ул. Ленина, 1, кв. 12',
        how: 'announcement',
        wantsNotice: true,
        hasMessage: false,
        notice: null,
      },
    ])
    const jobs = await database.knex('jobs').where({ kind: 'callback.overdue' })
    expect(jobs).toEqual([])
  })

  it('so is who heard it in the queue and pressed 1 there', async () => {
    const id = await shutdown()
    const callId = await receive(toldMeanwhile('+79220000001', [id]))
    expect(await ownTask(callId)).toMatchObject({ status: 'discarded', shutdownId: id })
    expect(await listed(id)).toMatchObject([{ callId, wantsNotice: true }])
  })

  it('boards hear how many called, without the whole shutdown', async () => {
    const id = await shutdown()
    const head = await database.store.repositories.journal.head()
    await receive(told('+79220000001', [id]))
    const entries = await database.store.repositories.journal.after(head, 100)
    expect(entries.map(({ data }) => data.type)).toEqual(['call.changed', 'task.changed', 'shutdown.called'])
    expect(entries.at(-1)?.data).toEqual({ type: 'shutdown.called', shutdownId: id, callerCount: 1 })
  })

  it('who does not ask to be told is listed all the same', async () => {
    const id = await shutdown()
    await receive(told('+79220000001', [id], false))
    expect(await listed(id)).toMatchObject([{ wantsNotice: false }])
  })

  it('a number of nobody that pressed 1 at the question is listed without an address', async () => {
    const id = await shutdown()
    await receive(toldAfterQuestion('+79229999999', [id]))
    expect(await listed(id)).toMatchObject([{ how: 'question', address: '', number: '+79229999999' }])
  })

  it('without `number.see` the list shows no numbers', async () => {
    const id = await shutdown()
    await receive(told('+79220000001', [id]))
    const { callers } = await shutdownDesk(deps, { ...anna, permissions: ['board.see'] }).read({ id })
    expect(callers).toMatchObject([{ number: '+7 922 ***-**-01' }])
  })

  it('of overlapping shutdowns he stands in each, and the draft is in the first', async () => {
    const [water, heat] = [await shutdown(), await shutdown()]
    const callId = await receive(told('+79220000001', [heat, water]))
    expect(await ownTask(callId)).toMatchObject({ shutdownId: heat })
    expect([await listed(water), await listed(heat)]).toMatchObject([[{ callId }], [{ callId }]])
  })
})

describe('no wrong flat is written down', () => {
  it('two flats of one number in the shutdown: the house when it is one, no flat', async () => {
    const other = await addFlat(database.store, home.houseId, '13')
    for (const flat of [home, other])
      await addResident(database.store, flat, { name: 'Оля', phone: '+79220000002' })
    const id = await shutdown()
    await receive(told('+79220000002', [id]))
    expect(await listed(id)).toMatchObject([{ address: 'ул. Ленина, 1' }])
  })

  it('of two flats the one that the shutdown concerns', async () => {
    const away = await addFlat(
      database.store,
      await addHouse(database.store, { street: 'Мира', number: '9' }),
      '1',
    )
    for (const flat of [home, away])
      await addResident(database.store, flat, { name: 'Петя', phone: '+79220000003' })
    const id = await shutdown([away.houseId])
    await receive(told('+79220000003', [id]))
    expect(await listed(id)).toMatchObject([{ address: 'ул. Мира, 9, кв. 1' }])
  })

  it('a number that moved, or whose person left, has no flat there any more', async () => {
    for (const phone of ['+79220000004', '+79220000006'])
      await addResident(database.store, home, { name: phone, phone })
    await database
      .knex('phones')
      .where({ digits: '79220000004' })
      .update({ known_until: '2026-11-22T09:59:00Z' })
    await database.knex.raw(
      `update apartment_residents set lives_to = '2026-11-21'
       where resident_id = (select resident_id from phones where digits = '79220000006')`,
    )
    const id = await shutdown()
    await receive(told('+79220000004', [id]))
    await receive(told('+79220000006', [id]))
    expect((await listed(id)).map(({ address }) => address)).toEqual(['', ''])
  })

  it('a flat of another entrance than those of the shutdown is not meant', async () => {
    const third = await addFlat(database.store, home.houseId, '90')
    await database.knex('apartments').where({ id: third.apartmentId }).update({ entrance: 3 })
    await addResident(database.store, third, { name: 'Рая', phone: '+79220000005' })
    const id = await shutdown([home.houseId], [1, 2])
    await receive(told('+79220000005', [id]))
    expect(await listed(id)).toMatchObject([{ address: '' }])
  })
})

describe('who wants somebody all the same', () => {
  it('queues and gives up: called back within ten minutes as ever', async () => {
    const id = await shutdown()
    const callId = await receive(toldAndQueued('+79220000011', [id], null))
    expect(await database.store.repositories.calls.find(callId)).toMatchObject({ result: 'abandoned' })
    expect(await ownTask(callId)).toMatchObject({
      status: 'callback',
      deadlines: { callbackBy: '2026-11-22T10:11:30.000Z' },
    })
    expect(await listed(id)).toHaveLength(1)
  })

  it('is answered: the operator has the draft', async () => {
    const id = await shutdown()
    const callId = await receive(toldAndQueued('+79220000012', [id], anna.sipUsername))
    expect(await ownTask(callId)).toMatchObject({ status: 'draft', ownerId: anna.userId })
  })

  it('leaves a message: a call-back that names the shutdown and carries the recording', async () => {
    const id = await shutdown()
    const callId = await receive(leftMessage('+79220000013', [id]))
    const task = await ownTask(callId)
    expect(task).toMatchObject({
      status: 'callback',
      shutdownId: id,
      deadlines: { callbackBy: '2026-11-22T10:10:52.000Z' },
    })
    expect(await database.store.repositories.calls.find(callId)).toMatchObject({
      result: 'callbackAsked',
      recording: '2026/11/22/message.wav',
    })
    expect(await listed(id)).toMatchObject([{ hasMessage: true, taskId: task?.id }])
  })

  it('a message that becomes known after the end makes the call-back after all', async () => {
    const id = await shutdown()
    const story = leftMessage('+79220000014', [id])
    const [message] = story.filter(([, what]) => what.type === 'call.messageLeft')
    const events = tell(
      [...story.filter((one) => one !== message), [53, message?.[1] ?? { type: 'call.urgent' }]],
      {
        callId: 'late-message',
        begins,
      },
    )
    await receiveCallEvents(deps, batchOf(events.slice(0, -1)))
    expect(await ownTask('embedded:late-message')).toMatchObject({ status: 'discarded', shutdownId: id })
    await receiveCallEvents(deps, batchOf(events.slice(-1)))
    expect(await ownTask('embedded:late-message')).toMatchObject({ status: 'callback', shutdownId: id })
  })

  it('calls twice with a message: one call-back, which names the shutdown', async () => {
    const id = await shutdown()
    const first = await receive(abandoned('+79220000015', 'op-x'))
    const second = await receive(leftMessage('+79220000015', [id]))
    const callback = await ownTask(first)
    expect(callback).toMatchObject({ status: 'callback', shutdownId: id, repeatCount: 1 })
    expect(await ownTask(second)).toMatchObject({ status: 'discarded', joinedTo: callback?.id })
    expect(await listed(id)).toMatchObject([{ taskId: callback?.id }])
  })

  it('presses 9: the draft is an emergency at once, and he is called back when the line breaks', async () => {
    const id = await shutdown()
    const events = tell(urgent('+79220000016', [id]), { callId: 'gas', begins })
    await receiveCallEvents(deps, batchOf(events.slice(0, -1)))
    expect(await ownTask('embedded:gas')).toMatchObject({ status: 'draft', fields: { isEmergency: true } })
    await receiveCallEvents(deps, batchOf(events.slice(-1)))
    expect(await ownTask('embedded:gas')).toMatchObject({ status: 'callback', fields: { isEmergency: true } })
    expect(await database.store.repositories.calls.find('embedded:gas')).toMatchObject({ isUrgent: true })
  })
})

describe('a ledger that comes late, twice, or names nonsense', () => {
  it('events that come hours later are listed with the times of the ledger', async () => {
    const id = await shutdown()
    clock.set('2026-11-22T15:00:00.000Z')
    await receive(told('+79220000001', [id]))
    expect(await listed(id)).toMatchObject([{ at: '2026-11-22T10:00:25.000Z' }])
  })

  it('a shutdown ends while he listens: he is listed with what he heard, goes on to the queue, and is called back', async () => {
    const id = await shutdown()
    const events = tell(toldAndQueued('+79220000021', [id], null), { callId: 'over', begins })
    const [arrival, ...rest] = events
    await receiveCallEvents(deps, batchOf(arrival ? [arrival] : []))
    clock.set('2026-11-22T10:00:20.000Z')
    await endShutdown(deps, anna, {
      params: { id },
      query: undefined,
      body: { version: 1, endedAt: '2026-11-22T10:00:20.000Z', note: '', askCallers: true, closeTasks: true },
    })
    await receiveCallEvents(deps, batchOf(rest))
    expect(await listed(id)).toMatchObject([{ callId: 'embedded:over', how: 'announcement', notice: null }])
    expect(await ownTask('embedded:over')).toMatchObject({ status: 'callback' })
  })

  it('the same events again change nothing', async () => {
    const id = await shutdown()
    const batch = batchOf(tell(told('+79220000001', [id]), { callId: 'twice', begins }))
    await receiveCallEvents(deps, batch)
    expect(await receiveCallEvents(deps, batch)).toMatchObject({ received: 0 })
    expect(await listed(id)).toHaveLength(1)
    expect(await database.store.repositories.shutdowns.find(id)).toMatchObject({ callerCount: 1 })
  })

  it('a shutdown that nobody knows is passed over with a line in the log, and he is called back', async () => {
    const callId = await receive(told('+79220000022', [888_888]))
    expect(log.lines.filter(({ message }) => message === 'the ledger names what nobody knows')).toMatchObject(
      [{ facts: { shutdownId: 888_888 } }],
    )
    expect(await ownTask(callId)).toMatchObject({
      status: 'callback',
      shutdownId: null,
      deadlines: { callbackBy: '2026-11-22T10:10:33.000Z' },
    })
  })

  it('a rebuild finds nothing wrong, and makes a draft again that is not dissolved', async () => {
    const id = await shutdown()
    const callId = await receive(told('+79220000001', [id]))
    const faults = async () => {
      const found = []
      for await (const difference of compareProjection(database.store)) found.push(difference)
      return found
    }
    expect(await faults()).toEqual([])
    const own = await ownTask(callId)
    await database.knex('tasks').where({ id: own?.id }).update({ status: 'draft', shutdown_id: null })
    const found = await faults()
    expect(found).toMatchObject([{ kind: 'draft', callId, fault: 'notDissolved' }])
    for (const fault of found) await repairProjection(deps, fault)
    expect(await faults()).toEqual([])
    expect(await ownTask(callId)).toMatchObject({ status: 'discarded', shutdownId: id })
  })

  it('a rebuild finds who is missing in the list, and puts him there', async () => {
    const id = await shutdown()
    const callId = await receive(told('+79220000001', [id]))
    await database.knex('shutdown_callers').where({ call_id: callId }).delete()
    await database.knex('shutdowns').where({ id }).update({ caller_count: 0 })
    const found = []
    for await (const difference of compareProjection(database.store)) found.push(difference)
    expect(found).toEqual([{ kind: 'caller', callId, shutdownIds: [id] }])
    for (const difference of found) await repairProjection(deps, difference)
    expect(await listed(id)).toMatchObject([{ callId, wantsNotice: true, address: 'ул. Ленина, 1, кв. 12' }])
    expect(await database.store.repositories.shutdowns.find(id)).toMatchObject({ callerCount: 1 })
  })

  it('the log finds those who were told, and does not count them as missed', async () => {
    const callId = await receive(told('+79220000001', [await shutdown()]))
    const page = async (result: 'informed' | 'missed') =>
      (await database.store.repositories.calls.page({ result, limit: 500 })).map((call) => call.id)
    expect(await page('informed')).toContain(callId)
    expect(await page('missed')).not.toContain(callId)
  })

  it('a burst of 1,000 callers in one batch stands in the list whole', async () => {
    const id = await shutdown()
    const events = Array.from({ length: 1000 }, (_, n) =>
      tell(told(`+7923000${String(n).padStart(4, '0')}`, [id]), { callId: `burst-${n}`, begins }),
    ).flat()
    const batches: CallEvent[][] = []
    for (let from = 0; from < events.length; from += 700) batches.push(events.slice(from, from + 700))
    for (const batch of batches) await receiveCallEvents(deps, batchOf(batch))
    expect(await listed(id)).toHaveLength(1000)
    expect(await database.store.repositories.shutdowns.find(id)).toMatchObject({ callerCount: 1000 })
  })
})
