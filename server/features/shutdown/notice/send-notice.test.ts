import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ShutdownCaller } from '#contracts/shutdown.ts'
import { runDueJobs } from '#server/platform/queue/run-due-jobs.ts'
import { createHttpGateway } from '#server/platform/sms/http-gateway.ts'
import { receiveCallEvents } from '#server/features/call/receive-call-events.ts'
import type { Deps } from '#server/deps.ts'
import type { Person, Messages } from '#server/ports.ts'
import { jobHandlers } from '#server/features.ts'
import { batchOf, tell, told, type Happening } from '#server/testing/samples/call-stories.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addFlat, addHouse, addResident } from '#server/testing/samples/houses.ts'
import { addActor, testClock, testDeps } from '#server/testing/people/factories.ts'
import { noAnnouncements } from '#server/testing/people/no-announcements.ts'
import { noMessages } from '#server/testing/people/no-messages.ts'
import { addShutdownRow } from '#server/testing/samples/spoken-shutdowns.ts'
import { addTask } from '#server/features/task/add-task.ts'
import { endShutdown } from '../term/end-shutdown.ts'
import { joinShutdown } from '../join/join-shutdown.ts'
import { markTold } from './mark-told.ts'
import { moveTerm } from '../term/move-term.ts'
import { reopenShutdown } from '../term/reopen-shutdown.ts'

// 15:00 in Tyumen
const begins = '2026-11-22T10:00:00.000Z'
const minute = 60_000
let database: TestDatabase
let anna: Person
let houseId: number
const clock = testClock(begins)

/** A gateway of short messages on a real port. */
let sent: { id: string; to: string; text: string }[] = []
let answer: (res: ServerResponse) => void | Promise<void> = () => {}
const gateway = createServer((req, res) => {
  let text = ''
  req.on('data', (part) => (text += String(part)))
  req.on('end', () => {
    sent.push(JSON.parse(text))
    void answer(res)
  })
})
let url: string

/** Asterisk as the worker sees it: what it was asked for, and which of our calls go on. */
let placed: { id: string; digits: string; file: string; noticeId: number; callerId: number | null }[] = []
const going = new Set<string>()
const asterisk: NonNullable<Messages['calls']> = {
  going: async () => new Set(going),
  call: async ({ permit, ...call }) => {
    placed.push({ ...call, id: permit.callId, digits: permit.digits })
    going.add(permit.callId)
  },
}
const spoken = { ...noAnnouncements, speak: async () => true }

beforeAll(async () => {
  database = await createTestDatabase()
  anna = await addActor(database.store, 'dispatcher', 'Анна')
  houseId = await addHouse(database.store, { street: 'Ленина', number: '1' })
  const flat = await addFlat(database.store, houseId, '12')
  await addResident(database.store, flat, { name: 'Иван', phone: '+79220000001' })
  gateway.listen(0, '127.0.0.1')
  await once(gateway, 'listening')
  const address = gateway.address()
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`
})
afterAll(async () => {
  gateway.close()
  gateway.closeAllConnections()
  await database.drop()
})
beforeEach(async () => {
  clock.set(begins)
  sent = []
  placed = []
  going.clear()
  answer = (res) => void res.writeHead(202).end()
  await database.knex.raw(
    'truncate jobs, notices, shutdown_callers, calls, call_events, consents, never_called cascade',
  )
})

const deps = (messages: Partial<Messages> = {}): Deps =>
  testDeps(database.store, {
    now: clock.now,
    announcements: spoken,
    messages: { ...noMessages, ...messages },
  })
const withSms = () => deps({ sms: createHttpGateway({ url, token: null, restMs: 0 }) })
const withCalls = () => deps({ calls: asterisk })

/** Everything that is due now, until nothing is. */
const work = (by: Deps): Promise<number> =>
  runDueJobs({ deps: by, handlers: jobHandlers }, { dueBefore: clock.now, width: 3, isStopped: () => false })

let count = 0
/** A shutdown of which these numbers were told; with `asked` they asked to be told of its end. */
async function shutdownWith(numbers: readonly string[], asked = true): Promise<number> {
  const id = await addShutdownRow(database.knex, {
    houseIds: [houseId],
    createdBy: anna.userId ?? 0,
    text: 'нет воды',
    startsAt: new Date('2026-11-22T08:00:00Z'),
    plannedEnd: new Date('2026-11-22T13:00:00Z'),
  })
  const calls = numbers.map((number) =>
    tell(told(number, [id], asked), { callId: `n-${++count}`, begins: '2026-11-22T09:00:00.000Z' }),
  )
  await receiveCallEvents(deps(), batchOf(calls.flat()))
  return id
}
const versionOf = async (id: number): Promise<number> =>
  (await database.store.repositories.shutdowns.find(id))?.version ?? 0
const end = async (id: number, askCallers = false) => {
  const endedAt = clock.now().toISOString()
  const body = { version: await versionOf(id), endedAt, note: '', askCallers, closeTasks: false }
  return endShutdown(deps(), anna, { params: { id }, query: undefined, body })
}
const move = async (id: number, plannedEnd: string) =>
  moveTerm(deps(), anna, {
    params: { id },
    query: undefined,
    body: { version: await versionOf(id), plannedEnd, reason: 'ждём насос' },
  })
const noticesOf = async (
  id: number,
): Promise<{ kind: string; digits: string; state: string; channel: string }[]> =>
  database.knex('notices').where({ shutdown_id: id }).orderBy('id')
const listed = (id: number): Promise<ShutdownCaller[]> =>
  database.store.repositories.shutdownCallers.ofShutdown(id)
/** What the PBX wrote of a call of ours. */
const ledger = (...what: Happening[]) =>
  receiveCallEvents(
    deps(),
    batchOf(
      tell(
        what.map((one) => [0, one] as const),
        { callId: `robot-${++count}`, begins: clock.now().toISOString() },
      ),
    ),
  )

describe('who is told', () => {
  it('each number that asked, once, however often it called', async () => {
    const id = await shutdownWith(['+79220000001', '+79220000001', '89220000002', ''])
    await end(id)
    await work(withSms())
    expect(sent.map(({ to }) => to).toSorted()).toEqual(['+79220000001', '+79220000002'])
    expect(sent[0]?.text).toContain('завершено')
    expect((await listed(id)).map(({ notice }) => notice?.state)).toEqual([undefined, 'sent', 'sent', 'sent'])
  })

  it('who did not ask is not told of the end, and is asked in a survey', async () => {
    const id = await shutdownWith(['+79220000001'], false)
    await end(id)
    await work(withSms())
    expect(sent).toEqual([])
    const other = await shutdownWith(['+79220000001'], false)
    await end(other, true)
    await work(withSms())
    expect(sent).toMatchObject([{ to: '+79220000001' }])
  })

  it('a term that is moved three times is told once when the earlier news were not sent yet', async () => {
    const id = await shutdownWith(['+79220000001'])
    for (const hour of [14, 15, 16]) await move(id, `2026-11-22T${hour}:00:00.000Z`)
    await work(withSms())
    expect(sent).toHaveLength(1)
    // 16:00 UTC is 21:00 in Tyumen
    expect(sent[0]?.text).toContain('21:00')
    expect((await noticesOf(id)).map(({ state }) => state)).toEqual(['dropped', 'dropped', 'sent'])
  })

  it('each shift that was sent is news of its own', async () => {
    const id = await shutdownWith(['+79220000001'])
    for (const hour of [14, 15, 16]) {
      await move(id, `2026-11-22T${hour}:00:00.000Z`)
      await work(withSms())
    }
    expect(sent.map(({ text }) => /\d\d:\d\d/.exec(text)?.[0])).toEqual(['19:00', '20:00', '21:00'])
    expect(new Set(sent.map(({ id: key }) => key)).size).toBe(3)
  })

  it('an end that was taken back is not told', async () => {
    const id = await shutdownWith(['+79220000001'])
    await end(id)
    const body = { version: await versionOf(id), reason: 'рано закрыли' }
    await reopenShutdown(deps(), anna, { params: { id }, query: undefined, body })
    await work(withSms())
    expect(sent).toMatchObject([{ text: expect.stringContaining('восстановление до 18:00') }])
    expect(await noticesOf(id)).toMatchObject([
      { kind: 'ended', state: 'dropped' },
      { kind: 'moved', state: 'sent' },
    ])
  })

  it('without gateway and Asterisk he stays in the list for the shift to call', async () => {
    const id = await shutdownWith(['+79220000001'])
    await end(id)
    await work(deps())
    expect(await listed(id)).toMatchObject([
      { notice: { kind: 'ended', channel: 'person', state: 'pending' } },
    ])
  })
})

describe('news that are left to a person', () => {
  const tell = (callerId: number | undefined, by = anna) =>
    markTold(deps(), by, { params: { id: callerId ?? 0 }, query: undefined, body: undefined })

  it('are told by somebody of the shift, once, with every call of the number', async () => {
    const id = await shutdownWith(['+79220000001', '+79220000001', '+79220000002'])
    await end(id)
    await work(deps())
    const callers = await listed(id)
    const ivan = callers.filter(({ number }) => number === '+79220000001')
    clock.advance(minute)
    const told = expect.objectContaining({
      kind: 'ended',
      channel: 'person',
      state: 'sent',
      at: '2026-11-22T10:01:00.000Z',
    })
    expect(await tell(ivan[0]?.id)).toMatchObject({ id: ivan[0]?.id, notice: told })
    clock.advance(minute)
    await Promise.all(ivan.map((one) => tell(one.id)))
    const after = await listed(id)
    expect(after.filter(({ number }) => number === '+79220000001').map(({ notice }) => notice)).toEqual([
      told,
      told,
    ])
    expect(after.find(({ number }) => number === '+79220000002')?.notice?.state).toBe('pending')
    // nobody tells him again
    await work(withSms())
    expect(sent.map(({ to }) => to)).toEqual([])
  })

  it('are other news after the term moved on: they are to be told again', async () => {
    const id = await shutdownWith(['+79220000001'])
    for (const hour of [14, 15]) {
      await move(id, `2026-11-22T${hour}:00:00.000Z`)
      await work(deps())
      const [caller] = await listed(id)
      expect(caller?.notice).toMatchObject({ kind: 'moved', channel: 'person', state: 'pending' })
      await tell(caller?.id)
    }
    expect((await noticesOf(id)).map(({ state }) => state)).toEqual(['sent', 'sent'])
  })

  it('are not what a message tells, what is asked, or what nobody waits for', async () => {
    const waits = await shutdownWith(['+79220000001', ''])
    const [hidden, shown] = await listed(waits)
    await expect(tell(shown?.id)).rejects.toMatchObject({ code: 'conflict' })
    await expect(tell(hidden?.id)).rejects.toMatchObject({ code: 'conflict' })
    await end(waits)
    await expect(tell(shown?.id)).rejects.toMatchObject({ code: 'conflict' })
    await work(withSms())
    await expect(tell(shown?.id)).rejects.toMatchObject({ code: 'conflict' })
    const asks = await shutdownWith(['+79220000002'])
    await end(asks, true)
    await work(deps())
    const [asked] = await listed(asks)
    expect(asked?.notice).toMatchObject({ kind: 'survey', channel: 'person', state: 'pending' })
    await expect(tell(asked?.id)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('are not marked of nobody', async () => {
    await expect(tell(999_999)).rejects.toMatchObject({ code: 'notFound' })
  })
})

describe('a gateway of short messages that fails', () => {
  it('is tried again with pauses under the same id until it is well', async () => {
    const id = await shutdownWith(['+79220000001'])
    await end(id)
    answer = (res) => void res.writeHead(503).end()
    await work(withSms())
    expect(sent).toHaveLength(1)
    await work(withSms())
    expect(sent).toHaveLength(1)
    clock.advance(minute)
    answer = (res) => void res.writeHead(202).end()
    await work(withSms())
    expect(sent.map(({ id: key }) => key)).toEqual([sent[0]?.id, sent[0]?.id])
    expect(await noticesOf(id)).toMatchObject([{ state: 'sent', channel: 'sms', attempts: 2, error: null }])
  })

  it('for half an hour: then he is called', async () => {
    const id = await shutdownWith(['+79220000001'])
    await end(id)
    answer = (res) => void res.writeHead(500).end()
    const by = deps({ sms: createHttpGateway({ url, token: null, restMs: 0 }), calls: asterisk })
    for (let passed = 0; passed <= 40; passed += 4) {
      await work(by)
      clock.advance(4 * minute)
    }
    expect(placed).toMatchObject([{ digits: '79220000001', noticeId: expect.any(Number) }])
  })

  it('a number that it refuses is called at once', async () => {
    const id = await shutdownWith(['+79220000001'])
    await end(id)
    answer = (res) => void res.writeHead(422).end()
    await work(deps({ sms: createHttpGateway({ url, token: null, restMs: 0 }), calls: asterisk }))
    expect(placed).toHaveLength(1)
  })

  it('a worker that dies after the message was accepted sends it again under the same id, and no third time', async () => {
    const id = await shutdownWith(['+79220000001'])
    await end(id)
    let deaths = 0
    answer = async (res) => {
      if (deaths++ === 0)
        await database.knex.raw(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where datname = current_database() and state = 'idle in transaction'`,
        )
      res.writeHead(202).end()
    }
    await work(withSms()).catch(() => 0)
    expect(await noticesOf(id)).toMatchObject([{ state: 'pending' }])
    clock.advance(minute)
    await work(withSms())
    clock.advance(60 * minute)
    await work(withSms())
    expect(sent.map(({ id: key }) => key)).toEqual([sent[0]?.id, sent[0]?.id])
    expect(await noticesOf(id)).toMatchObject([{ state: 'sent' }])
  })
})

describe('calls of ours', () => {
  it('are over when he has heard it to the end', async () => {
    const id = await shutdownWith(['+79220000001'])
    await end(id)
    await work(withCalls())
    expect(placed).toMatchObject([
      {
        id: expect.stringMatching(/^notice-\d+-1$/),
        file: expect.stringMatching(/^notices\/[a-z0-9-]+\.wav$/),
      },
    ])
    expect(await noticesOf(id)).toMatchObject([{ state: 'sending', channel: 'call' }])
    await ledger({ type: 'notice.heard', noticeId: placed[0]?.noticeId ?? 0 })
    going.clear()
    clock.advance(60 * minute)
    await work(withCalls())
    expect(await noticesOf(id)).toMatchObject([{ state: 'sent' }])
    expect(placed).toHaveLength(1)
    const calls = await database.knex('calls').where('id', 'like', '%robot%')
    expect(calls).toEqual([])
  })

  it('a number that would cost a fortune is not called back: who calls writes what he likes as his number', async () => {
    const id = await shutdownWith(['+79401234567', '+88216123456', '+79220000001'])
    await end(id)
    await work(withCalls())
    expect(placed.map(({ digits }) => digits)).toEqual(['79220000001'])
    expect((await noticesOf(id)).filter(({ channel }) => channel === 'person')).toHaveLength(2)
  })

  it('who does not answer is rung three times with pauses; then the shift has him', async () => {
    const id = await shutdownWith(['+79220000001'])
    await end(id)
    for (let passed = 0; passed < 60; passed++) {
      await work(withCalls())
      going.clear()
      clock.advance(minute)
    }
    expect(placed.map(({ id: call }) => call.replace(/\d+-/, ''))).toEqual([
      'notice-1',
      'notice-2',
      'notice-3',
    ])
    expect(await noticesOf(id)).toMatchObject([
      { channel: 'person', state: 'pending', error: 'not answered' },
    ])
  })

  it('are five at once, and all have their turn', async () => {
    const numbers = Array.from({ length: 12 }, (_, n) => `+792200002${String(n).padStart(2, '0')}`)
    const id = await shutdownWith(numbers)
    await end(id)
    for (let passed = 0; passed < 60 && placed.length < 12; passed++) {
      await work(withCalls())
      expect(going.size).toBeLessThanOrEqual(5)
      for (const call of placed) {
        if (going.delete(call.id)) await ledger({ type: 'notice.heard', noticeId: call.noticeId })
      }
      clock.advance(minute / 2)
    }
    expect(new Set(placed.map(({ digits }) => digits)).size).toBe(12)
    expect(placed).toHaveLength(12)
    expect((await noticesOf(id)).map(({ state }) => state)).toEqual(Array(12).fill('sent'))
  })

  it('wait for the morning', async () => {
    // 22:30 in Tyumen
    clock.set('2026-11-22T17:30:00.000Z')
    const id = await shutdownWith(['+79220000001'])
    await end(id)
    await work(withCalls())
    clock.set('2026-11-23T02:59:00.000Z')
    await work(withCalls())
    expect(placed).toEqual([])
    clock.set('2026-11-23T03:00:00.000Z')
    await work(withCalls())
    expect(placed).toHaveLength(1)
  })

  it('a worker that dies after Asterisk took the call does not ring twice', async () => {
    const id = await shutdownWith(['+79220000001'])
    await end(id)
    const dying: typeof asterisk = {
      ...asterisk,
      call: async (call) => {
        await asterisk.call(call)
        await database.knex.raw(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where datname = current_database() and state = 'idle in transaction'`,
        )
      },
    }
    await work(deps({ calls: dying })).catch(() => 0)
    expect(await noticesOf(id)).toMatchObject([{ state: 'pending' }])
    clock.advance(minute)
    await work(withCalls())
    expect(placed).toHaveLength(1)
    expect(await noticesOf(id)).toMatchObject([{ state: 'sending' }])
  })

  it('without a speech engine the shift has him', async () => {
    const id = await shutdownWith(['+79220000001'])
    await end(id)
    await work({ ...withCalls(), announcements: noAnnouncements })
    expect(placed).toEqual([])
    expect(await noticesOf(id)).toMatchObject([{ channel: 'person', error: 'no speech engine' }])
  })

  it('Asterisk is away: tried again, and called when it is back', async () => {
    const id = await shutdownWith(['+79220000001'])
    await end(id)
    const away: typeof asterisk = {
      going: () => Promise.reject(new Error('AMI: the connection ended')),
      call: () => Promise.reject(new Error('AMI: the connection ended')),
    }
    await work(deps({ calls: away }))
    expect(await noticesOf(id)).toMatchObject([{ state: 'pending', error: 'AMI: the connection ended' }])
    clock.advance(minute)
    await work(withCalls())
    expect(placed).toHaveLength(1)
  })
})

describe('a machine calls (41-ФЗ of 01.04.2025, ADR 0024)', () => {
  /** An operator told him of the shutdown, and asked whether a machine may call. */
  async function joinedByOperator(shutdownId: number, applicantPhone: string, robotConsent: boolean) {
    const draft = await addTask(deps(), anna, {
      params: undefined,
      query: undefined,
      body: { applicantPhone },
    })
    const body = { shutdownId, wantsNotice: true, robotConsent }
    await joinShutdown(deps(), anna, { params: { id: draft.id }, query: undefined, body })
  }
  const both = () => deps({ calls: asterisk, sms: null })

  it('nobody who only phoned: a survey of him is for the shift', async () => {
    const id = await shutdownWith(['+79220000001'], false)
    await end(id, true)
    await work(both())
    expect(placed).toEqual([])
    expect(await noticesOf(id)).toMatchObject([{ kind: 'survey', state: 'pending', channel: 'person' }])
  })

  it('who pressed 1 of this shutdown, not of another', async () => {
    const asked = await shutdownWith(['+79220000001'])
    const other = await shutdownWith(['+79220000001'], false)
    for (const id of [asked, other]) await end(id, true)
    await work(both())
    expect((await noticesOf(asked))[0]).toMatchObject({ channel: 'call', state: 'sending' })
    expect((await noticesOf(other))[0]).toMatchObject({ channel: 'person', state: 'pending' })
    expect(placed).toMatchObject([{ digits: '79220000001', callerId: expect.any(Number) }])
  })

  it('whom an operator asked, with the time and who asked; not whom nobody asked', async () => {
    const id = await shutdownWith([])
    await joinedByOperator(id, '+79220000003', true)
    await joinedByOperator(id, '+79220000004', false)
    expect(await database.knex('consents').where({ shutdown_id: id })).toMatchObject([
      { digits: '79220000003', how: 'operator', at: clock.now(), written_by: anna.userId },
    ])
    await end(id)
    await work(both())
    expect(placed).toMatchObject([{ digits: '79220000003' }])
  })

  it('tells in every call how to refuse further ones', async () => {
    const id = await shutdownWith(['+79220000001'])
    await end(id)
    await work(both())
    const [notice] = await database.knex('notices').where({ shutdown_id: id })
    expect(notice).toMatchObject({ text: expect.stringContaining('нажмите три') })
  })

  it('nobody who refused by the key, of any shutdown, until he asks for it again', async () => {
    const id = await shutdownWith(['+79220000001'])
    await end(id)
    await work(both())
    const noticeId = placed[0]?.noticeId ?? 0
    clock.advance(minute)
    await ledger({ type: 'notice.heard', noticeId }, { type: 'notice.refused', noticeId })
    // the ledger may be read twice
    await ledger({ type: 'notice.refused', noticeId })
    going.clear()
    const [before, after] = [await shutdownWith(['+79220000001']), await shutdownWith([])]
    await end(before)
    await work(both())
    expect(placed).toHaveLength(1)
    expect(await noticesOf(before)).toMatchObject([{ channel: 'person', state: 'pending' }])
    clock.advance(minute)
    await joinedByOperator(after, '+79220000001', true)
    await end(after)
    await work(both())
    expect(placed).toHaveLength(2)
  })

  it('not again who refused while he was to be rung once more', async () => {
    const id = await shutdownWith(['+79220000001'])
    await end(id)
    await work(both())
    const noticeId = placed[0]?.noticeId ?? 0
    clock.advance(minute)
    await ledger({ type: 'notice.refused', noticeId })
    going.clear()
    for (let again = 0; again < 2; again++) {
      clock.advance(60 * minute)
      await work(both())
    }
    expect(placed).toHaveLength(1)
    expect(await noticesOf(id)).toMatchObject([{ channel: 'person', state: 'pending' }])
  })
})
