import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createAnnouncements } from '#server/platform/files/announcements.ts'
import { runDueJobs } from '#server/platform/queue/run-due-jobs.ts'
import { endShutdown } from '#server/features/shutdown/term/end-shutdown.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { createLogger } from '#server/config/logger.ts'
import { jobHandlers } from '#server/features.ts'
import { followLedger } from '#server/services/telephony/follow-ledger.ts'
import { startTestAsterisk, type TestAsterisk } from '#server/testing/asterisk/asterisk.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addFlat, addHouse, addResident } from '#server/testing/samples/houses.ts'
import { addActor, testClock, testDeps } from '#server/testing/people/factories.ts'
import { until } from '#server/testing/product/product.ts'
import { waysOut } from '#server/features/trunk/ways-out.ts'
import { noMessages } from '#server/testing/people/no-messages.ts'
import { quietLog } from '#server/testing/people/quiet-log.ts'
import { addSpokenShutdown } from '#server/testing/samples/spoken-shutdowns.ts'
import { createRobotCalls } from '#sip/asterisk/robot-calls.ts'
import { forgetful, voicesOf } from '../people/no-announcements.ts'
import { espeak } from '#sip/speech/espeak.ts'
import type { LedgerTail } from '#sip/ledger/tail.ts'
import { runSipp, type SippRun } from '#sip/testing/sipp.ts'
import { translateCel } from '#sip/translate/cel.ts'

/** From the announcement to the survey, with a real Asterisk and its ledger; nothing of ours runs while callers call. */
const resident = '+79220000001'
let database: TestDatabase
let asterisk: TestAsterisk
let deps: Deps
let anna: Person
let houseId: number
let tail: LedgerTail | null = null
// the telephone rings nobody at night: the clock of ours stands at the last noon that has been
const clock = testClock(new Date(Date.now() - 7 * 3_600_000).toISOString().replace(/T.*/, 'T07:00:00.000Z'))

beforeAll(async () => {
  database = await createTestDatabase()
  anna = await addActor(database.store, 'dispatcher', 'Анна')
  houseId = await addHouse(database.store, { street: 'Ленина', number: '1' })
  await addResident(database.store, await addFlat(database.store, houseId, '12'), {
    name: 'Иван',
    phone: resident,
  })
  asterisk = await startTestAsterisk({ databaseUrl: database.url, log: quietLog, withPrompts: true })
  deps = testDeps(database.store, {
    now: clock.now,
    announcements: createAnnouncements({
      dir: asterisk.running.announcementsDir,
      voices: voicesOf(espeak),
      spokenFiles: forgetful,
    }),
    messages: { ...noMessages, calls: createRobotCalls(asterisk.robot, () => waysOut(database.store)) },
  })
})
afterAll(async () => {
  await tail?.stop()
  await asterisk?.stop()
  await database?.drop()
})

const startFollowing = (): LedgerTail =>
  followLedger(
    deps,
    {
      name: 'asterisk',
      ledgerFile: asterisk.running.celFile,
      translate: translateCel,
    },
    createLogger('silent'),
  )
const listed = (id: number) => database.store.repositories.shutdownCallers.ofShutdown(id)
const work = () =>
  runDueJobs({ deps, handlers: jobHandlers }, { dueBefore: clock.now, width: 2, isStopped: () => false })
/** The resident's own telephone, on the trunk's side. */
const answers = (key: string): Promise<SippRun> =>
  runSipp({
    scenario: 'callee-answers-with-a-key',
    host: '127.0.0.1',
    port: asterisk.running.ports.sip,
    to: 'nobody',
    callers: [{ number: 'nobody' }],
    localPort: asterisk.trunkPort,
    keys: { key, wait: '5000' },
  })

it('who is told while all our processes are dead is in the list after the start; the end reaches him; «нет» is a task', async () => {
  const { id } = await addSpokenShutdown(database.knex, asterisk.running.announcementsDir, {
    houseIds: [houseId],
    createdBy: anna.userId ?? 0,
    text: 'Нет холодной воды.',
    startsAt: new Date(clock.now().getTime() - 3_600_000),
  })
  const before = new Date()
  const call = await asterisk.call({
    number: resident,
    scenario: 'caller-joins-when-told',
  })
  const ledger = () => readFile(asterisk.running.celFile, 'utf8').catch(() => '')
  await until(async () => (await ledger()).includes(`announcement;${id}:1`))
  await call.tell()
  expect(await listed(id)).toEqual([])

  tail = startFollowing()
  await until(async () => (await listed(id)).some(({ wantsNotice }) => wantsNotice))
  const [caller] = await listed(id)
  expect(caller).toMatchObject({
    number: resident,
    address: 'ул. Ленина, 1, кв. 12',
    how: 'announcement',
    wantsNotice: true,
  })
  // it was heard, and is listed, at the time of the call and not of the start
  expect(Date.parse(caller?.at ?? '')).toBeGreaterThan(before.getTime())
  const { repositories } = database.store
  await until(async () => (await repositories.calls.find(caller?.callId ?? ''))?.result === 'informed')

  await endShutdown(deps, anna, {
    params: { id },
    query: undefined,
    body: {
      version: 1,
      endedAt: clock.now().toISOString(),
      note: '',
      askCallers: true,
      closeTasks: false,
    },
  })
  const phone = await answers('2')
  await work()
  await phone.done
  await until(async () => (await listed(id))[0]?.answer === 'no')
  const [asked] = await listed(id)
  expect(asked).toMatchObject({
    answer: 'no',
    taskNumber: expect.stringMatching(/^\d\d-\d{6}$/),
    notice: { kind: 'survey', channel: 'call', state: 'sent' },
  })
  // a call of ours is no call of a resident's: no ringing card, no call-back
  expect(await database.knex('calls').select('id')).toEqual([{ id: caller?.callId }])
  expect(await database.knex('tasks').whereIn('status', ['draft', 'callback'])).toEqual([])
}, 180_000)

it('a call of ours says how to refuse further ones, and the key is honoured', async () => {
  const began = clock.now()
  /** Ended, and known by the same person, who pressed 1 once. */
  const ended = async (): Promise<number> => {
    const { id } = await addSpokenShutdown(database.knex, asterisk.running.announcementsDir, {
      houseIds: [houseId],
      createdBy: anna.userId ?? 0,
      text: 'Нет холодной воды.',
      startsAt: new Date(began.getTime() - 3_600_000),
    })
    await database.knex('shutdown_callers').insert({
      shutdown_id: id,
      number: resident,
      digits: resident.slice(1),
      how: 'announcement',
      at: began,
      wants_notice: true,
    })
    await database.knex('consents').insert({
      shutdown_id: id,
      digits: resident.slice(1),
      purpose: 'shutdown',
      how: 'key',
      // the key is pressed by the wall clock, which may be behind the clock of ours
      at: new Date(began.getTime() - 172_800_000),
      call_id: `asterisk:pressed-${id}`,
      words: 'нажмите один',
    })
    const body = { version: 1, endedAt: began.toISOString(), note: '', askCallers: false, closeTasks: false }
    await endShutdown(deps, anna, { params: { id }, query: undefined, body })
    return id
  }
  const [first, second] = [await ended(), await ended()]
  await database
    .knex('jobs')
    .whereRaw(`payload ->> 'noticeId' <> ?`, [
      String((await database.knex('notices').where({ shutdown_id: first }).first('id')).id),
    ])
    .update({ run_at: new Date(began.getTime() + 86_400_000) })
  const phone = await answers('3')
  await work()
  await phone.done
  const refusals = () => database.knex('contact_refusals').select('digits', 'how')
  await until(async () => (await refusals()).length > 0)
  expect(await refusals()).toEqual([{ digits: resident.slice(1), how: 'key' }])
  expect((await listed(first))[0]?.notice).toMatchObject({ channel: 'call', state: 'sent' })
  await database.knex('jobs').update({ run_at: began })
  await work()
  expect((await listed(second))[0]?.notice).toMatchObject({ channel: 'person', state: 'pending' })
  // whatever the PBX began without an operator and without a caller stands in our list, with the consent by which it might
  const ledger = await readFile(asterisk.running.celFile, 'utf8')
  const begun = new Set([...ledger.matchAll(/"(notice-\d+-\d+)"/g)].map(([, channel]) => channel))
  const made = await database
    .knex('machine_calls')
    .join('consents', 'consents.id', 'consent_id')
    .pluck('machine_calls.id')
  expect(begun.size).toBe(2)
  expect(begun).toEqual(new Set(made))
}, 180_000)
