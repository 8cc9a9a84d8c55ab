import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { CallEvent } from '#contracts/call-event.ts'
import { startTestAsterisk, type TestAsterisk } from '#server/testing/asterisk/asterisk.ts'
import { addSipOperator, ha1Of, realm } from '#server/testing/asterisk/sip-operator.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { createTestLog } from '#server/testing/people/test-log.ts'
import { watchAsterisk, type AsteriskWatch } from '#sip/asterisk/ami/ami.ts'
import { sine } from '#sip/sound/sine.ts'
import { readWav } from '#sip/sound/wav.ts'
import { tailLedger, type LedgerTail } from '#sip/ledger/tail.ts'
import { openNodePhone, type NodeCall, type NodePhone } from '#sip/caller/node-phone.ts'
import { runSipp } from '#sip/testing/sipp.ts'
import { shareOfTone } from '#sip/testing/tone.ts'
import { translateCel } from '#sip/translate/cel.ts'

let database: TestDatabase
let asterisk: TestAsterisk
let watch: AsteriskWatch
let tail: LedgerTail
const phones: NodePhone[] = []
const events: CallEvent[] = []
const log = createTestLog()
/** What an operator does with a ringing call; each test sets it. */
let onRing: (call: NodeCall, operator: string) => void

/** Conditions cost nothing when they come early: nothing here is a bet on how fast the machine is. */
const patience = { timeout: 60_000 }
const eventually = (check: () => void): Promise<void> => vi.waitFor(check, patience)

beforeAll(async () => {
  database = await createTestDatabase()
  for (const n of [1, 2, 3]) await addSipOperator(database.knex, `op-${n}`, `Оператор op-${n}`)
  asterisk = await startTestAsterisk({
    databaseUrl: database.url,
    log,
    queue: { ringSeconds: 5, maxWaitSeconds: 12 },
  })
  const { celFile } = asterisk.running
  watch = watchAsterisk({ ...asterisk.ami, celFile, log, onLive: () => {} })
  tail = tailLedger({
    file: celFile,
    source: 'asterisk',
    translate: translateCel,
    loadCursor: async () => null,
    receive: async (batch) => void events.push(...batch.events),
    log,
    pollMs: 50,
  })
  phones.push(await phone('op-1'), await phone('op-2'))
  await untilFree()
})

afterAll(async () => {
  for (const one of phones) await one.stop().catch(() => {})
  await watch?.stop()
  await tail?.stop()
  await asterisk?.stop()
  await database?.drop()
})

const phone = (username: string, secret = ha1Of(username)): Promise<NodePhone> =>
  openNodePhone({
    credentials: { server: asterisk.webSocket, domain: realm, username, ha1: secret },
    onCall: (call) => onRing(call, username),
  })

const stateOf = (username: string) => watch.live().operators.find((o) => o.sipUsername === username)?.state
const untilFree = () =>
  eventually(() => expect([stateOf('op-1'), stateOf('op-2')]).toEqual(['available', 'available']))

/** What the ledger has of a resident's call so far. */
function soFar(number: string): CallEvent[] {
  const arrived = events.find((event) => event.type === 'call.arrived' && event.from.startsWith(number))
  return events.filter((event) => event.callId === arrived?.callId)
}

/** A resident's call's events, in the order of the ledger, once it is over. */
async function story(number: string): Promise<CallEvent[]> {
  // one by the HANGUP of the first leg, one by LINKEDID_END, which is the last of Asterisk's
  await eventually(() => expect(soFar(number).filter(({ type }) => type === 'call.ended')).toHaveLength(2))
  await untilFree()
  return soFar(number)
}
const untilTold = (number: string, type: CallEvent['type'], times = 1) =>
  eventually(() => expect(soFar(number).filter((event) => event.type === type)).toHaveLength(times))

/** The caller's tone arrives; the call may be one that is still to come. */
const hears440 = (call: () => NodeCall | undefined) =>
  eventually(() => expect(shareOfTone(call()?.samples() ?? [], 440)).toBeGreaterThan(0.8))

/** The first of the two ends counts. */
const endOf = (own: CallEvent[]) => own.find((event) => event.type === 'call.ended')

const typesOf = (own: CallEvent[]): string[] => own.map((event) => event.type)

/** A call that is answered at once, and lasts until one of the two hangs up. */
async function talk(number: string, options: { scenario?: 'caller-hangs-up-when-told'; name?: string } = {}) {
  const answered = new Promise<{ call: NodeCall; operator: string }>((resolve) => {
    onRing = (call, operator) => {
      void call.answer().then(() => {
        call.say(sine(600, 1), { again: true })
        resolve({ call, operator })
      })
    }
  })
  const sipp = await asterisk.call({ scenario: 'caller-is-hung-up-by-operator', number, ...options })
  // a call that the PBX refuses must not be waited for
  const refused = sipp.done.then(() => Promise.reject(new Error('the call ended before it was answered')))
  const taken = await Promise.race([answered, refused])
  await eventually(() => expect(taken.call.samples().length, taken.call.describe()).toBeGreaterThan(0))
  return { sipp, ...taken }
}

describe('a resident calls through Asterisk', () => {
  it('is heard by the operator, recorded, and told of in order', async () => {
    const { sipp, call } = await talk('+79220000001', { scenario: 'caller-hangs-up-when-told' })
    await hears440(() => call)
    // enough for the recording to hold whole windows of both tones
    await eventually(() => expect(call.samples().length).toBeGreaterThan(2 * 8000))
    await sipp.tell()
    const own = await story('+79220000001')
    expect(typesOf(own).slice(0, 7)).toEqual([
      'call.arrived',
      'call.queued',
      'leg.offered',
      'leg.answered',
      'call.recorded',
      'leg.joined',
      'leg.joined',
    ])
    // CEL orders the events of one channel; both legs end at the same time
    expect(typesOf(own).slice(7).toSorted()).toEqual(['call.ended', 'call.ended', 'leg.ended', 'leg.ended'])
    expect(endOf(own)).toMatchObject({ endedBy: 'caller', cause: 'normal' })
    const recorded = own.find((event) => event.type === 'call.recorded')
    const file = join(asterisk.running.recordingsDir, recorded?.type === 'call.recorded' ? recorded.file : '')
    // Asterisk closes the file when the call is over already
    const { samples, rate } = await vi.waitFor(async () => {
      const wav = readWav(await readFile(file))
      expect(wav.samples.length).toBeGreaterThan(8000)
      return wav
    }, patience)
    expect(shareOfTone(samples, 440, rate) + shareOfTone(samples, 600, rate)).toBeGreaterThan(0.5)
    expect(shareOfTone(samples, 440, rate)).toBeGreaterThan(0.2)
    expect(shareOfTone(samples, 600, rate)).toBeGreaterThan(0.2)
    expect(shareOfTone(samples, 1000, rate)).toBeLessThan(0.01)
  })

  it('shows who is available, ringing and talking, and how many wait', async () => {
    let call: NodeCall | undefined
    onRing = (ringing) => (call = ringing)
    const sipp = await asterisk.call({ number: '+79220000002', scenario: 'caller-is-hung-up-by-operator' })
    await eventually(() => {
      expect(call).toBeDefined()
      expect(watch.live().waiting).toBe(1)
      expect(new Set([stateOf('op-1'), stateOf('op-2')])).toEqual(new Set(['available', 'ringing']))
    })
    await call?.answer()
    await eventually(() => {
      expect(watch.live().waiting).toBe(0)
      expect(new Set([stateOf('op-1'), stateOf('op-2')])).toEqual(new Set(['available', 'talking']))
    })
    expect(stateOf('op-3')).toBe('offline')
    await call?.hangUp()
    await sipp.done
    expect(endOf(await story('+79220000002'))).toMatchObject({ endedBy: 'operator' })
  })

  it('rings the next operator when one does not answer', async () => {
    const rung: string[] = []
    onRing = (call, operator) => {
      rung.push(operator)
      if (rung.length === 2) void call.answer().then(() => call.hangUp())
    }
    const sipp = await asterisk.call({ number: '+79220000003', scenario: 'caller-is-hung-up-by-operator' })
    await sipp.done
    expect(rung.toSorted()).toEqual(['op-1', 'op-2'])
    const refused = (await story('+79220000003')).find((event) => event.type === 'leg.ended')
    expect(refused).toMatchObject({ operator: rung[0], cause: 'noAnswer' })
  })

  it('is promised a call back when nobody answers in time', async () => {
    onRing = () => {}
    const sipp = await asterisk.call({ number: '+79220000004', scenario: 'caller-is-hung-up-by-operator' })
    await sipp.done
    const own = await story('+79220000004')
    expect(typesOf(own)).toContain('call.callbackAsked')
    expect(typesOf(own)).not.toContain('leg.answered')
    expect(endOf(own)).toMatchObject({ endedBy: 'system', cause: 'noAnswer' })
  })

  it('gives up in the queue', async () => {
    onRing = () => {}
    const sipp = await asterisk.call({ number: '+79220000005', scenario: 'caller-hangs-up-when-told' })
    await untilTold('+79220000005', 'leg.offered')
    await sipp.tell()
    expect(endOf(await story('+79220000005'))).toMatchObject({ endedBy: 'caller', cause: 'cancelled' })
  })

  it('keeps the call when the page of the operator dies and comes back', async () => {
    const { sipp, call, operator } = await talk('+79220000006')
    const index = operator === 'op-1' ? 0 : 1
    const replaces = call.replacesHeader()
    await phones[index]?.vanish()
    const again = await phone(operator)
    phones[index] = again
    const taken = again.call('reattach', [replaces, 'Require: replaces'])
    await hears440(() => taken)
    await taken.hangUp()
    await sipp.done
    const own = await story('+79220000006')
    const joined = own.filter((event) => event.type === 'leg.joined' && event.operator === operator)
    expect(joined).toHaveLength(2)
    expect(typesOf(own).filter((type) => type === 'call.ended')).toHaveLength(2)
    expect(own.findLastIndex((event) => event.type === 'leg.joined')).toBeLessThan(
      own.findIndex((event) => event.type === 'call.ended'),
    )
  })

  it('is held and resumed', async () => {
    const { sipp, call } = await talk('+79220000007')
    await call.hold(true)
    await eventually(() => expect(soFar('+79220000007').at(-1)?.type).toBe('leg.held'))
    await call.hold(false)
    await eventually(() => expect(soFar('+79220000007').at(-1)?.type).toBe('leg.resumed'))
    await call.hangUp()
    await sipp.done
    await story('+79220000007')
  })

  it('is transferred to a colleague', async () => {
    const { sipp, call, operator } = await talk('+79220000008')
    const other = operator === 'op-1' ? 'op-2' : 'op-1'
    let second: NodeCall | undefined
    onRing = (ringing) => void ringing.answer().then(() => (second = ringing))
    await call.transfer(other)
    await hears440(() => second)
    await second?.hangUp()
    await sipp.done
    const own = await story('+79220000008')
    expect(own).toContainEqual(
      expect.objectContaining({ type: 'call.transferred', kind: 'blind', to: other }),
    )
    expect(own).toContainEqual(expect.objectContaining({ type: 'leg.answered', operator: other }))
  })

  it('comes back to the queue when the colleague does not answer', async () => {
    const { sipp, call } = await talk('+79220000009')
    let second: NodeCall | undefined
    onRing = (ringing) => void ringing.answer().then(() => (second = ringing))
    await call.transfer('op-3')
    await hears440(() => second)
    await second?.hangUp()
    await sipp.done
    const own = await story('+79220000009')
    expect(typesOf(own).filter((type) => type === 'call.queued')).toHaveLength(2)
    expect(typesOf(own).filter((type) => type === 'leg.answered')).toHaveLength(2)
  })

  it.each([
    ['quotes in the name', '+79220000010', 'Иван "Грозный"'],
    ['a backslash at the end of the name', '+79220000011', 'a\\'],
    ['an attempt at JSON', '+79220000012', '","linkedid":"1.1","name":"'],
    ['the shell and the dialplan', '+79220000013', '${SHELL(id)}$(id)`id`'],
    ['a tab', '+79220000014', 'tab\there'],
  ])('is on the ledger whatever the caller writes: %s', async (_, number, name) => {
    const { sipp, call } = await talk(number, { name })
    await call.hangUp()
    await sipp.done
    const own = await story(number)
    expect(own[0]).toMatchObject({ type: 'call.arrived', to: '73452000000' })
    expect(typesOf(own)).toContain('leg.answered')
  })

  it('is on the ledger when the number holds a line feed', async () => {
    const before = events.length
    const { sipp, call } = await talk('+79220000015%0A%7B%22eventtype%22')
    await call.hangUp()
    await sipp.done
    await story('+79220000015')
    const own = events.slice(before)
    expect(own[0]?.type).toBe('call.arrived')
    expect(own[0]).toMatchObject({ from: expect.stringMatching(/^\+79220000015/) })
    expect(new Set(own.map((event) => event.callId)).size).toBe(1)
  })
})

describe('an operator at Asterisk', () => {
  it('is refused with a wrong secret, and when the account is over', async () => {
    await expect(phone('op-3', ha1Of('op-1'))).rejects.toThrow(/40[13]/)
    await database
      .knex('sip_accounts')
      .where({ username: 'op-3' })
      .update({ expires_at: new Date(0) })
    await expect(phone('op-3')).rejects.toThrow(/40[13]|500/)
  })

  it('is not rung while paused', async () => {
    await database.knex('users').where({ sip_username: 'op-1' }).update({ is_paused: true })
    try {
      for (const number of ['+79220000020', '+79220000021']) {
        const { sipp, call, operator } = await talk(number)
        expect(operator).toBe('op-2')
        await call.hangUp()
        await sipp.done
        await eventually(() => expect(stateOf('op-2')).toBe('available'))
      }
    } finally {
      await database.knex('users').where({ sip_username: 'op-1' }).update({ is_paused: false })
    }
  })

  it('is not rung while its page is silent, and is again when nobody is there to listen', async () => {
    const { knex } = database
    const rung: string[] = []
    const talkTwice = async (...numbers: string[]): Promise<void> => {
      for (const number of numbers) {
        const { sipp, call, operator } = await talk(number)
        rung.push(operator)
        await call.hangUp()
        await sipp.done
        await untilFree()
      }
    }
    // a web process that serves, whose clock stands still while this test runs
    await knex.raw(
      `insert into web_processes values (gen_random_uuid(), now() + interval '1 hour', now() - interval '1 hour')`,
    )
    await knex.raw(
      `insert into operator_heartbeats select id, now() - interval '1 minute', 'live', 'registered'
       from users where sip_username = 'op-1'`,
    )
    await talkTwice('+79220000022', '+79220000023')
    expect(rung).toEqual(['op-2', 'op-2'])
    // every process of ours is dead: silence proves nothing, and nobody is skipped for it
    await knex('web_processes').update({ at: knex.raw(`now() - interval '1 hour'`) })
    await talkTwice('+79220000024', '+79220000025')
    expect(rung.slice(2).toSorted()).toEqual(['op-1', 'op-2'])
  })

  it('reaches a resident through the trunk, and no number off the list', async () => {
    const callee = await runSipp({
      scenario: 'callee-answers-and-waits',
      host: '127.0.0.1',
      port: asterisk.running.ports.sip,
      to: 'nobody',
      callers: [{ number: 'nobody' }],
      localPort: asterisk.trunkPort,
    })
    // first the one that must leave no trace: by the end of the other all of it would be in the ledger
    const forbidden = phones[0]?.call('+14155550100')
    await eventually(() => expect(forbidden?.session.state).toBe('Terminated'))
    const call = phones[0]?.call('+79221234567')
    await hears440(() => call)
    await call?.hangUp()
    await callee.done
    await eventually(() => expect(events.at(-1)).toMatchObject({ type: 'call.ended', endedBy: 'system' }))
    const dialled = events.filter((event) => event.type === 'call.dialled')
    expect(dialled).toMatchObject([{ operator: 'op-1', to: '+79221234567' }])
    expect(endOf(events.filter((event) => event.callId === dialled[0]?.callId))).toMatchObject({
      endedBy: 'operator',
    })
  })
})

describe('Asterisk is killed', () => {
  it('shows it, ends its calls as lost in the ledger, and comes back', async () => {
    const { sipp } = await talk('+79220000030')
    await untilTold('+79220000030', 'leg.joined', 2)
    const callId = events.at(-1)?.callId ?? ''
    await asterisk.running.kill()
    await eventually(() => expect(watch.live().state).toBe('down'))
    sipp.kill()
    await asterisk.restart()
    await watch.stop()
    watch = watchAsterisk({
      ...asterisk.ami,
      celFile: asterisk.running.celFile,
      openCalls: async () => [callId],
      log,
      onLive: () => {},
    })
    await eventually(() => expect(watch.live().state).toBe('up'))
    await eventually(() => expect(events.at(-1)).toMatchObject({ type: 'call.ended', callId, cause: 'lost' }))
  })
})
