import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CallEvent } from '#contracts/call-event.ts'
import type { Deps } from '#server/deps.ts'
import { jobHandlers } from '#server/features.ts'
import { receiveCallEvents } from '#server/features/call/receive-call-events.ts'
import { runDueJobs } from '#server/platform/queue/run-due-jobs.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addActor, testClock, testDeps } from '#server/testing/people/factories.ts'
import { noMessages } from '#server/testing/people/no-messages.ts'
import type { PlaceCall, PlaceCalls } from '#sip/asterisk/ami/kept-places.ts'

type Said = CallEvent extends infer E
  ? E extends CallEvent
    ? Omit<E, 'source' | 'position' | 'at' | 'callId'>
    : never
  : never

const begins = '2026-11-22T10:00:00.000Z'
const anna = '+79220000001'
const second = 1000
let database: TestDatabase
let deps: Deps
const clock = testClock(begins)

/** Asterisk as the worker sees it. */
let asked: (Omit<PlaceCall, 'permit'> & { id: string; digits: string })[] = []
let going = new Set<string>()
let standing: Awaited<ReturnType<PlaceCalls['look']>>['standing'] = []
let isDeaf = false
const places: PlaceCalls = {
  look: async () => ({ going: new Set(going), standing: [...standing] }),
  call: async ({ permit, ...call }) => {
    if (isDeaf) throw new Error('the process died')
    asked.push({ ...call, id: permit.callId, digits: permit.digits })
    going.add(permit.callId)
  },
}

beforeAll(async () => {
  database = await createTestDatabase()
  deps = testDeps(database.store, { now: clock.now, messages: { ...noMessages, places } })
  await addActor(database.store, 'operator', 'Ольга')
})
afterAll(() => database.drop())
beforeEach(async () => {
  clock.set(begins)
  asked = []
  going = new Set()
  standing = []
  isDeaf = false
  await database.knex.raw(
    'truncate jobs, calls, call_events, consents, contact_refusals, machine_calls, tasks, live_state cascade',
  )
})

let position = 0
async function happens(callId: string, ...said: Said[]): Promise<void> {
  const events = said.map((one) => ({
    ...one,
    source: 'asterisk',
    position: `1:${++position}`,
    at: clock.now().toISOString(),
    callId,
  })) as CallEvent[]
  await receiveCallEvents(deps, { source: 'asterisk', events, cursor: { inode: '1', offset: position } })
}
/** Waits in the queue, presses 1 and hangs up. */
async function keeps(callId: string, from = anna, number = from): Promise<void> {
  await waits(callId, from)
  await happens(callId, { type: 'call.placeKept', number, queue: 'dispatch', priority: 5 })
  await hangsUp(callId)
}
const waits = (callId: string, from: string): Promise<void> =>
  happens(
    callId,
    { type: 'call.arrived', legId: callId, from, displayName: '', to: '112' },
    { type: 'call.queued', queue: 'dispatch' },
  )
const hangsUp = (callId: string): Promise<void> =>
  happens(
    callId,
    { type: 'leg.ended', legId: callId, cause: 'normal' },
    { type: 'call.ended', endedBy: 'caller', cause: 'normal' },
  )
/** An operator takes it, and the resident is rung. */
const operatorIsThere = (callId: string): Promise<void> =>
  happens(
    callId,
    { type: 'leg.offered', legId: 'op', operator: 'op-1' },
    { type: 'leg.answered', legId: 'op', operator: 'op-1' },
  )
async function work(afterMs = 0): Promise<void> {
  clock.advance(afterMs)
  await runDueJobs(
    { deps, handlers: jobHandlers },
    { dueBefore: clock.now, width: 2, isStopped: () => false },
  )
}
const callOf = (callId: string) => database.store.repositories.calls.find(`asterisk:${callId}`)
const tasks = () => database.knex('tasks').select('status', 'callback_by')

describe('who presses 1 in the queue and hangs up', () => {
  it('waits on: the call is live, stands in the queue by his place, and an operator is there before he is rung', async () => {
    await keeps('1.1')
    expect(await callOf('1.1')).toMatchObject({
      state: 'ringing',
      endedAt: null,
      keptPlace: { tries: 0, isWaiting: true },
    })
    clock.advance(10 * second)
    await waits('1.2', '+79220000002')
    await waits('1.0', '+79220000003')
    standing = ['1.2', '1.0'].map((id) => ({ id, queue: 'dispatch', priority: 5, waitSeconds: 0 }))
    await work()
    expect(asked).toEqual([
      { id: 'place-1.1-1', digits: '79220000001', queue: 'dispatch', priority: 5, place: 1 },
    ])
    expect(await database.knex('machine_calls').select('id', 'kind')).toEqual([
      { id: 'place-1.1-1', kind: 'machineCallBack' },
    ])
    expect(await database.knex('consents').select('purpose', 'how', 'call_id')).toEqual([
      { purpose: 'callBack', how: 'key', call_id: 'asterisk:1.1' },
    ])
    await operatorIsThere('1.1')
    expect(await callOf('1.1')).toMatchObject({ state: 'talking', operator: 'op-1', answeredAt: null })
    await happens('1.1', { type: 'leg.answered', legId: 'his' })
    expect(await callOf('1.1')).toMatchObject({
      state: 'talking',
      operator: 'op-1',
      answeredAt: clock.now().toISOString(),
      keptPlace: { isWaiting: false },
    })
    await happens(
      '1.1',
      { type: 'call.placeLeft', placement: 1 },
      { type: 'call.ended', endedBy: 'operator', cause: 'normal' },
    )
    expect(await callOf('1.1')).toMatchObject({ state: 'ended', result: 'answered' })
    going.clear()
    await work(600 * second)
    expect(asked).toHaveLength(1)
    expect((await tasks()).filter(({ status }) => status === 'callback')).toEqual([])
  })

  it('is rung three times with pauses, then the shift has ten minutes to call him', async () => {
    await keeps('2.1')
    for (const n of [1, 2, 3]) {
      await work()
      expect(asked).toHaveLength(n)
      await operatorIsThere('2.1')
      await happens(
        '2.1',
        { type: 'call.placeTried', outcome: 'noAnswer' },
        { type: 'leg.ended', legId: 'op', cause: 'normal' },
        { type: 'call.placeLeft', placement: n },
        { type: 'call.ended', endedBy: 'system', cause: 'noAnswer' },
      )
      going.clear()
      expect(await callOf('2.1')).toMatchObject({ state: 'ringing', operator: null, keptPlace: { tries: n } })
      await work(60 * second)
      expect(asked).toHaveLength(n)
      clock.advance(61 * second)
    }
    await work()
    expect(asked).toHaveLength(3)
    expect(await callOf('2.1')).toMatchObject({ state: 'ended', result: 'callbackAsked' })
    const [task] = await tasks()
    expect(task).toMatchObject({ status: 'callback' })
    expect(task.callback_by.getTime() - clock.now().getTime()).toBeGreaterThan(8 * 60 * second)
  })

  it('is not placed while he is still on the telephone', async () => {
    await waits('3.1', anna)
    await happens('3.1', { type: 'call.placeKept', number: anna, queue: 'dispatch', priority: 5 })
    await work(5 * second)
    expect(asked).toEqual([])
    await hangsUp('3.1')
    await work()
    expect(asked).toHaveLength(1)
  })
})

describe('a process that dies', () => {
  it('between what it wrote and what it asked for asks for the same again, which the PBX would refuse if it were there', async () => {
    await keeps('4.1')
    isDeaf = true
    await work()
    isDeaf = false
    await work(3 * second)
    await work(25 * second)
    expect(asked.map(({ id }) => id)).toEqual(['place-4.1-1'])
  })

  it('does not place again what the PBX still has, nor what the ledger has not told of yet', async () => {
    await keeps('5.1')
    await work()
    for (let n = 0; n < 5; n++) await work(30 * second)
    going.clear()
    await work(3 * second)
    await happens('5.1', { type: 'leg.answered', legId: 'his' })
    await work(60 * second)
    expect(asked).toHaveLength(1)
  })
})

describe('two to one number', () => {
  it('are never placed: who calls again is in that call, and keeps his earlier moment when he asks again', async () => {
    await keeps('6.1')
    await work()
    clock.advance(60 * second)
    await keeps('6.2')
    await work()
    expect(await callOf('6.1')).toMatchObject({ state: 'ringing' })
    // the telephony service takes it out of the queue
    going.clear()
    await happens('6.1', { type: 'call.placeLeft', placement: 1 })
    await work(3 * second)
    expect(await callOf('6.1')).toMatchObject({ state: 'ended', result: 'callbackAsked' })
    await work(3 * second)
    expect(asked.map(({ id }) => id)).toEqual(['place-6.1-1', 'place-6.2-1'])
    const [first, again] = await database.knex('kept_places').orderBy('call_id').select('since')
    expect(again).toEqual(first)
  })

  it('are called one after the other when two have the same number called', async () => {
    await keeps('7.1')
    await keeps('7.2', '+79220000002', anna)
    await work()
    await work(5 * second)
    expect(asked.map(({ id }) => id)).toEqual(['place-7.1-1'])
  })
})

it('a hidden number is the one that was dialled, and nobody vouches for it', async () => {
  await keeps('8.1', '', anna)
  await work()
  expect(asked).toMatchObject([{ digits: '79220000001' }])
  expect(await callOf('8.1')).toMatchObject({ from: anna, numberTrust: 'typed' })
})

it.each([
  ['he refuses calls meanwhile', () => refuse(), 'notPermitted'],
  ['the queue closes', () => close(), 'closed'],
  ['nothing here calls', () => Promise.resolve(), 'notPossible'],
])('%s: people call him back', async (why, what, reason) => {
  await keeps('9.1')
  await what()
  const able = reason !== 'notPossible'
  const without = able ? deps : testDeps(database.store, { now: clock.now })
  clock.advance(400 * second)
  await runDueJobs(
    { deps: without, handlers: jobHandlers },
    { dueBefore: clock.now, width: 2, isStopped: () => false },
  )
  expect(asked, why).toEqual([])
  expect(await callOf('9.1')).toMatchObject({ state: 'ended', result: 'callbackAsked' })
  const events = await database.store.repositories.callEvents.ofCall('asterisk:9.1')
  expect(events.at(-1)).toMatchObject({ type: 'call.placeGivenUp', why: reason })
  expect(await tasks()).toMatchObject([{ status: 'callback' }])
})

const refuse = async (): Promise<void> => {
  await database.knex('contact_refusals').insert({
    ...{ digits: '79220000001', refused: 'calls', how: 'key', at: new Date(clock.now().getTime() + 1) },
  })
}
const close = async (): Promise<void> => {
  const since = clock.now().toISOString()
  const pbx = { kind: 'asterisk', state: 'up', since } as const
  await database.store.repositories.liveState.write({ operators: [], pbx, waiting: 0 }, clock.now())
}
