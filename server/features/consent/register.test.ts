import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { CallPermit } from '#contracts/call-permit.ts'
import type { ConsentEntry } from '#contracts/consent.ts'
import { pruneHistory } from '#server/features/retention/prune-history.ts'
import { receiveCallEvents } from '#server/features/call/receive-call-events.ts'
import { down, up } from '#server/platform/db/migrations/20261128T1600_consents.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { batchOf, tell, told } from '#server/testing/samples/call-stories.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addHouse } from '#server/testing/samples/houses.ts'
import { addActor, testClock, testDeps } from '#server/testing/people/factories.ts'
import { addShutdownRow } from '#server/testing/samples/spoken-shutdowns.ts'
import type { MachineCall } from '#domain/consent/rules.ts'
import { mayCall, permitCall } from './may-call.ts'
import { addPaperConsent } from './add-paper-consent.ts'
import { consentsOfNumber } from './consents-of-number.ts'
import { exportConsents, listConsents } from './list-consents.ts'
import { liftNeverCall, neverCall } from './never-call.ts'
import { refuseContact } from './refuse-contact.ts'

const number = '+7 922 000-00-01'
const clock = testClock()
let database: TestDatabase
let deps: Deps
let olga: Person
let shutdownId: number
beforeAll(async () => {
  database = await createTestDatabase()
  deps = testDeps(database.store, { now: clock.now })
  olga = await addActor(database.store, 'supervisor', 'Ольга')
  const houseId = await addHouse(database.store, { street: 'Ленина', number: '1' })
  shutdownId = await addShutdownRow(database.knex, {
    houseIds: [houseId],
    createdBy: olga.userId,
    text: 'нет воды',
    startsAt: new Date('2026-11-22T08:00:00Z'),
  })
})
afterAll(() => database.drop())
beforeEach(async () => {
  clock.set('2026-11-22T10:00:00.000Z')
  await database.knex.raw('truncate consents, contact_refusals, never_called, calls, call_events cascade')
})

const paper = (over: object = {}) =>
  addPaperConsent(deps, olga, {
    params: undefined,
    query: undefined,
    body: { number, purpose: 'shutdown', givenOn: '2026-11-01', paper: '12/26', until: null, ...over },
  })
const refuse = (over: object = {}) =>
  refuseContact(deps, olga, {
    params: undefined,
    query: undefined,
    body: { number, refused: ['calls'], how: 'operator', note: 'просил', callId: null, ...over },
  })
const never = () =>
  neverCall(deps, olga, { params: undefined, query: undefined, body: { number, reason: 'прокуратура' } })
const ofNumber = async (): Promise<ConsentEntry[]> =>
  (await consentsOfNumber(deps, olga, { params: undefined, query: { number }, body: undefined })).entries
const list = (query: object = {}, by = olga) =>
  listConsents(deps, by, { params: undefined, query: { limit: 50, ...query }, body: undefined })

let calls = 0
const pressesOne = () =>
  receiveCallEvents(
    deps,
    batchOf(
      tell(told('+79220000001', [shutdownId], true), {
        callId: `k-${++calls}`,
        begins: '2026-11-22T09:00:00.000Z',
      }),
    ),
  )

describe('what a number has said', () => {
  it('is kept with the words, the call, who wrote it and until when', async () => {
    await pressesOne()
    await paper({ until: '2027-11-01' })
    expect(await ofNumber()).toMatchObject([
      {
        kind: 'consent',
        number: '+79220000001',
        purpose: 'shutdown',
        shutdownId,
        how: 'key',
        callId: expect.stringContaining('k-'),
        words: expect.stringContaining('нажмите один'),
        byName: null,
        isInForce: true,
      },
      {
        how: 'paper',
        shutdownId: null,
        at: '2026-10-31T19:00:00.000Z',
        paper: '12/26',
        until: '2027-11-01',
        byName: 'Ольга',
        isInForce: true,
      },
    ])
  })

  it('ends by a refusal, which says when, how and who wrote it; what comes after it holds', async () => {
    await pressesOne()
    await refuse()
    const ended = { endedAt: '2026-11-22T10:00:00.000Z', endedHow: 'operator', endedByName: 'Ольга' }
    expect(await ofNumber()).toMatchObject([
      { kind: 'refusal', refused: 'calls', words: 'просил', isInForce: true },
      { kind: 'consent', isInForce: false, ...ended },
    ])
    clock.advance(86_400_000)
    await paper({ givenOn: '2026-11-23' })
    // a paper of the day of the refusal, which counts from its midnight, is no word after it
    expect(await ofNumber()).toMatchObject([
      { kind: 'consent', how: 'paper', isInForce: true },
      { kind: 'refusal', isInForce: false },
      { kind: 'consent', how: 'key', isInForce: false },
    ])
  })

  it('is over the day after its last', async () => {
    await paper({ until: '2026-11-22' })
    expect(await ofNumber()).toMatchObject([{ isInForce: true }])
    // midnight in Tyumen
    clock.set('2026-11-22T19:00:00.000Z')
    expect(await ofNumber()).toMatchObject([{ isInForce: false, endedAt: null }])
  })

  it('counts for nothing while it is never called', async () => {
    await paper()
    await never()
    await never()
    const [entry, consent, ...rest] = await ofNumber()
    expect([entry, consent]).toMatchObject([
      { kind: 'never', words: 'прокуратура', isInForce: true },
      { isInForce: false },
    ])
    expect(rest).toEqual([])
    const lift = { params: { id: entry?.id ?? 0 }, query: undefined, body: { reason: 'ошибка' } }
    await liftNeverCall(deps, olga, lift)
    expect(await ofNumber()).toMatchObject([
      { kind: 'never', words: 'прокуратура → ошибка', isInForce: false, endedByName: 'Ольга' },
      { isInForce: true },
    ])
    await expect(liftNeverCall(deps, olga, lift)).rejects.toMatchObject({ code: 'notFound' })
  })

  it('is one fact, however often the ledger is read or the button pressed', async () => {
    await pressesOne()
    const events = await database.knex('call_events').count()
    calls -= 1
    await pressesOne()
    expect(await database.knex('call_events').count()).toEqual(events)
    await paper()
    await paper()
    expect(await ofNumber()).toHaveLength(2)
  })
})

it('who pressed the key to be called back is called back once, that day, and told of nothing else', async () => {
  const digits = '79220000001'
  const pressed = { callId: 'asterisk:1', digits, at: '2026-11-22T09:59:00.000Z', until: '2026-11-22' }
  await database.store.repositories.consents.addCallBackKeys([pressed])
  await database.store.repositories.consents.addCallBackKeys([pressed])
  expect(await ofNumber()).toMatchObject([{ purpose: 'callBack', how: 'key', callId: 'asterisk:1' }])
  const may = (kind: MachineCall) => mayCall(deps, { kind, digits, shutdownId: null })
  expect(await may('machineCallBack')).toMatchObject({ may: 'now' })
  expect(await may('notice')).toEqual({ may: 'no', why: 'noConsent' })
  const permit = await permitCall(deps, {
    kind: 'machineCallBack',
    digits,
    shutdownId: null,
    id: 'callback-1',
  })
  expect(CallPermit.isOne(permit) && permit.digits).toBe(digits)
  expect(await database.knex('machine_calls')).toMatchObject([
    { id: 'callback-1', digits, kind: 'machineCallBack' },
  ])
  clock.set('2026-11-23T10:00:00.000Z')
  expect(await may('machineCallBack')).toEqual({ may: 'no', why: 'expired' })
})

it.each([
  [{ number: 'скрыт' }, 'number'],
  [{ number: '112' }, 'number'],
  [{ givenOn: '2026-11-23' }, 'givenOn'],
  [{ until: '2026-10-31' }, 'until'],
])('no consent on paper with %j', async (over, field) => {
  await expect(paper(over)).rejects.toMatchObject({ code: 'badInput', details: { field } })
})

describe('the register', () => {
  it('is read by pages, by a part of the number, and by what is asked for', async () => {
    for (const last of ['01', '02', '03']) {
      clock.advance(1000)
      await paper({ number: `+792200000${last}` })
      await refuse({ number: `+792200000${last}` })
    }
    await paper({ number: '+79220000099', givenOn: '2026-11-22' })
    await neverCall(deps, olga, { params: undefined, query: undefined, body: { number, reason: 'просил' } })
    const first = await list({ limit: 4 })
    const second = await list({ limit: 4, cursor: first.next ?? '' })
    const all = [...first.entries, ...second.entries]
    expect(all).toHaveLength(8)
    expect(new Set(all.map(({ key }) => key)).size).toBe(8)
    expect(second.next).toBeNull()
    const kinds = async (query: object) => (await list(query)).entries.map(({ kind }) => kind)
    expect(await kinds({ only: 'valid' })).toEqual(['consent'])
    expect(await kinds({ only: 'refusal' })).toEqual(['refusal', 'refusal', 'refusal'])
    expect(await kinds({ only: 'never' })).toEqual(['never'])
    expect(await kinds({ search: '8 922 000-00-02' })).toEqual(['refusal', 'consent'])
    await expect(list({ cursor: 'x' })).rejects.toMatchObject({ code: 'badInput' })
  })

  it('finds no number for who may not see it', async () => {
    await paper()
    const blind = { ...olga, permissions: olga.permissions.filter((one) => one !== 'number.see') }
    expect((await list({ search: '0000001' })).entries).toHaveLength(1)
    expect((await list({ search: '9999999' }, blind)).entries).toHaveLength(1)
  })

  it('is taken as a file with a line in the audit, as every word that is written', async () => {
    await paper()
    await refuse()
    await never()
    const { entries, isCut } = await exportConsents(deps, olga, {
      params: undefined,
      query: { only: 'refusal' },
      body: undefined,
    })
    expect(entries).toMatchObject([{ kind: 'refusal' }])
    expect(isCut).toBe(false)
    const audit = await database.store.repositories.audit.newest(4)
    expect(audit.map(({ action, subject }) => [action, subject])).toEqual([
      ['consent.exported', 'consents'],
      ['neverCalled.added', '79220000001'],
      ['consent.refused', '79220000001'],
      ['consent.written', '79220000001'],
    ])
  })

  it('outlives the events of calls by which it was proved', async () => {
    await pressesOne()
    await database.knex('call_events').update({ received_at: new Date('2020-01-01T00:00:00Z') })
    while (await pruneHistory(deps));
    expect(await database.knex('call_events')).toEqual([])
    expect(await ofNumber()).toMatchObject([{ how: 'key', words: expect.stringContaining('нажмите один') }])
  })
})

it('what shutdowns knew of consents before is carried over, there and back', async () => {
  const { knex } = database
  await down(knex)
  const at = new Date('2026-11-21T08:00:00.000Z')
  const caller = { shutdown_id: shutdownId, number, how: 'announcement', at, wants_notice: true }
  const [key, asked, silent] = ['79220000001', '79220000002', '79220000003']
  await knex('shutdown_callers').insert([
    { ...caller, digits: key, robot_consent_at: at },
    { ...caller, digits: asked, robot_consent_at: at, robot_consent_by: olga.userId },
    { ...caller, digits: silent, robot_consent_at: null },
  ])
  const [notice] = await knex('notices')
    .insert({
      shutdown_id: shutdownId,
      kind: 'ended',
      digits: asked,
      text: '',
      created_at: at,
      state: 'sent',
    })
    .returning('id')
  const later = new Date('2026-11-21T09:00:00.000Z')
  await knex('robot_refusals').insert({ digits: asked, at: later, notice_id: notice.id })
  await up(knex)
  expect(await knex('consents').orderBy('digits')).toMatchObject([
    { digits: key, how: 'key', at, shutdown_id: shutdownId, written_by: null, purpose: 'shutdown' },
    { digits: asked, how: 'operator', at, written_by: olga.userId },
  ])
  expect(await knex('contact_refusals')).toMatchObject([
    { digits: asked, refused: 'calls', how: 'key', at: later, notice_id: notice.id },
  ])
  await down(knex)
  expect(await knex('robot_refusals')).toMatchObject([{ digits: asked, at: later }])
  const rows = await knex('shutdown_callers').orderBy('digits')
  expect(rows.map((row) => [row.digits, row.robot_consent_at, row.robot_consent_by])).toEqual([
    [key, at, null],
    [asked, at, olga.userId],
    [silent, null, null],
  ])
  await up(knex)
})
