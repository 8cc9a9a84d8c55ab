import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runDueJobs } from '#server/platform/queue/run-due-jobs.ts'
import { receiveCallEvents } from '#server/features/call/receive-call-events.ts'
import { addTask } from '#server/features/task/add-task.ts'
import { endShutdown } from '#server/features/shutdown/term/end-shutdown.ts'
import { moveTerm } from '#server/features/shutdown/term/move-term.ts'
import { joinShutdown } from '#server/features/shutdown/join/join-shutdown.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { jobHandlers } from '#server/features.ts'
import { batchOf, tell, told } from '#server/testing/samples/call-stories.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addHouse } from '#server/testing/samples/houses.ts'
import { addActor, testClock, testDeps } from '#server/testing/people/factories.ts'
import { noAnnouncements } from '#server/testing/people/no-announcements.ts'
import { noMessages } from '#server/testing/people/no-messages.ts'
import { addShutdownRow } from '#server/testing/samples/spoken-shutdowns.ts'
import { addPaperConsent } from './add-paper-consent.ts'
import { liftNeverCall, neverCall } from './never-call.ts'
import { refuseContact } from './refuse-contact.ts'

/** What can have been said of a number, and whether a machine may ring it: every kind of news, every way of consent. */
const minute = 60_000
const clock = testClock('2026-11-22T10:00:00.000Z')
let database: TestDatabase
let olga: Person
let houseId: number
let shutdownId: number
let otherId: number
let placed: string[] = []
let written: { to: string }[] = []
const going = new Set<string>()
let deps: Deps

beforeAll(async () => {
  database = await createTestDatabase()
  olga = await addActor(database.store, 'supervisor', 'Ольга')
  houseId = await addHouse(database.store, { street: 'Ленина', number: '1' })
  deps = testDeps(database.store, {
    now: clock.now,
    announcements: { ...noAnnouncements, speak: async () => true },
    messages: {
      ...noMessages,
      calls: {
        going: async () => new Set(going),
        call: async ({ permit }) => {
          placed.push(permit.digits)
          going.add(permit.callId)
        },
      },
    },
  })
})
afterAll(() => database.drop())

let calls = 0
const phones = (number: string, ids: number[], isKeyPressed: boolean) =>
  receiveCallEvents(
    deps,
    batchOf(
      tell(told(number, ids, isKeyPressed), { callId: `e-${++calls}`, begins: '2026-11-22T09:00:00.000Z' }),
    ),
  )
const ask = async <B>(use: (deps: Deps, by: Person, input: never) => Promise<unknown>, body: B, id = 0) => {
  clock.advance(1000)
  // the input as the route has parsed it
  await use(deps, olga, { params: { id }, query: undefined, body } as never)
}
const tick = async (number: string, into: number) => {
  const body = { applicantPhone: number }
  const draft = await addTask(deps, olga, { params: undefined, query: undefined, body })
  await ask(joinShutdown, { shutdownId: into, wantsNotice: true, robotConsent: true }, draft.id)
}
const paper = (number: string, over: object = {}) =>
  ask(addPaperConsent, {
    number,
    purpose: 'shutdown',
    givenOn: '2026-11-01',
    paper: '7',
    until: null,
    ...over,
  })
const refuse = (number: string, refused = ['calls']) =>
  ask(refuseContact, { number, refused, how: 'operator', note: 'просил', callId: null })

/** Each has phoned about the shutdown; `may`: a machine may ring him of it. */
const stories: { name: string; may: boolean; why?: string; of: (number: string) => Promise<unknown> }[] = [
  { name: 'only phoned', may: false, why: 'noConsent', of: (n) => phones(n, [shutdownId], false) },
  { name: 'pressed 1', may: true, of: (n) => phones(n, [shutdownId], true) },
  { name: 'agreed to an operator', may: true, of: (n) => tick(n, shutdownId) },
  {
    name: 'pressed 1 of another shutdown',
    may: false,
    why: 'noConsent',
    of: async (n) => {
      await phones(n, [otherId], true)
      await phones(n, [shutdownId], false)
    },
  },
  ...(
    [
      ['signed a paper', true, {}],
      ['signed a paper that is over', false, { until: '2026-11-21' }],
      ['signed a paper for call-backs', false, { purpose: 'callBack' }],
    ] as const
  ).map(([name, may, over]) => ({
    name,
    may,
    ...(may ? {} : { why: 'until' in over ? 'expired' : 'noConsent' }),
    of: async (n: string) => {
      await phones(n, [shutdownId], false)
      await paper(n, over)
    },
  })),
  {
    name: 'pressed 1 and told an operator to stop',
    may: false,
    why: 'refused',
    of: async (n) => {
      await phones(n, [shutdownId], true)
      await refuse(n)
    },
  },
  {
    name: 'told an operator to stop, and agreed anew',
    may: true,
    of: async (n) => {
      await phones(n, [shutdownId], true)
      await refuse(n)
      await tick(n, shutdownId)
    },
  },
  {
    name: 'wants no messages, but calls',
    may: true,
    of: async (n) => {
      await phones(n, [shutdownId], true)
      await refuse(n, ['messages'])
    },
  },
  {
    name: 'agreed, and stands in the list of numbers never called',
    may: false,
    why: 'neverCalled',
    of: async (n) => {
      await tick(n, shutdownId)
      await ask(neverCall, { number: n, reason: 'прокуратура' })
    },
  },
  {
    name: 'stood in that list, and was taken out',
    may: true,
    of: async (n) => {
      await tick(n, shutdownId)
      await ask(neverCall, { number: n, reason: 'ошибка' })
      const row = await database
        .knex('never_called')
        .where({ digits: n.slice(1) })
        .first('id')
      await ask(liftNeverCall, { reason: 'ошибка' }, row.id)
    },
  },
]
const numberOf = (at: number): string => `+7922000${String(at).padStart(4, '0')}`
const shutdown = () =>
  addShutdownRow(database.knex, {
    houseIds: [houseId],
    createdBy: olga.userId,
    text: 'нет воды',
    startsAt: new Date('2026-11-22T08:00:00Z'),
    plannedEnd: new Date('2026-11-22T13:00:00Z'),
  })
/** Until nothing is due and nobody is rung. */
async function work(by: Deps = deps): Promise<void> {
  for (let round = 0; round < 12; round++) {
    await runDueJobs(
      { deps: by, handlers: jobHandlers },
      { dueBefore: clock.now, width: 2, isStopped: () => false },
    )
    const heard = [...going].map((id) => Number(id.split('-')[1]))
    going.clear()
    const events = heard.map((noticeId) => [0, { type: 'notice.heard', noticeId } as const] as const)
    const story = { callId: `r-${++calls}`, begins: clock.now().toISOString() }
    if (events.length > 0) await receiveCallEvents(by, batchOf(tell(events, story)))
    clock.advance(minute)
  }
}

describe.each(['moved', 'ended', 'survey'] as const)('of %s', (kind) => {
  beforeAll(async () => {
    clock.set('2026-11-22T10:00:00.000Z')
    await database.knex.raw(
      'truncate jobs, notices, shutdown_callers, calls, call_events, consents, contact_refusals, never_called cascade',
    )
    placed = []
    shutdownId = await shutdown()
    otherId = await shutdown()
    for (const [at, { of }] of stories.entries()) await of(numberOf(at))
    await database.knex('shutdown_callers').where({ shutdown_id: shutdownId }).update({ wants_notice: true })
    const version = (await database.store.repositories.shutdowns.find(shutdownId))?.version
    const end = {
      version,
      endedAt: clock.now().toISOString(),
      note: '',
      askCallers: kind === 'survey',
      closeTasks: false,
    }
    if (kind === 'moved')
      await ask(moveTerm, { version, plannedEnd: '2026-11-22T15:00:00.000Z', reason: '' }, shutdownId)
    else await ask(endShutdown, end, shutdownId)
    await work()
  })

  it.each(stories.map((story, at) => ({ ...story, at })))('who $name: $may', async ({ may, why, at }) => {
    const digits = numberOf(at).slice(1)
    expect(placed.filter((one) => one === digits)).toHaveLength(may ? 1 : 0)
    const [notice] = await database.knex('notices').where({ shutdown_id: shutdownId, digits })
    expect(notice).toMatchObject(
      may ? { channel: 'call', state: 'sent' } : { channel: 'person', state: 'pending', why_no_call: why },
    )
  })

  it('each call that was made has its row with the consent by which it might be', async () => {
    const rows = await database.knex.raw(
      `select m.digits, m.id, c.digits as given_by, c.words, c.at <= m.at as is_before
       from machine_calls m join consents c on c.id = m.consent_id`,
    )
    expect(rows.rows.map(({ digits }: { digits: string }) => digits).toSorted()).toEqual(placed.toSorted())
    for (const row of rows.rows) {
      expect(row).toMatchObject({ given_by: row.digits, is_before: true })
      expect(row.words.length).toBeGreaterThan(10)
    }
  })
})

it('the database itself knows no call of a machine’s without a consent', async () => {
  const row = { id: 'notice-1-9', digits: '79220000001', kind: 'notice', consent_id: null, at: clock.now() }
  await expect(database.knex('machine_calls').insert(row)).rejects.toThrow('null value')
  await expect(database.knex('machine_calls').insert({ ...row, consent_id: 987_654 })).rejects.toThrow(
    'foreign key',
  )
})

it('who wants no messages gets none, until he agrees to something again', async () => {
  written = []
  const by: Deps = {
    ...deps,
    messages: {
      ...noMessages,
      sms: {
        send: async ({ to }) => void written.push({ to }),
      },
    },
  }
  const id = await shutdown()
  for (const number of ['+79221110001', '+79221110002', '+79221110003']) await phones(number, [id], true)
  await refuse('+79221110001', ['messages', 'calls'])
  await refuse('+79221110003', ['messages'])
  await tick('+79221110003', id)
  const version = (await database.store.repositories.shutdowns.find(id))?.version
  const end = { version, endedAt: clock.now().toISOString(), note: '', askCallers: false, closeTasks: false }
  await ask(endShutdown, end, id)
  await work(by)
  expect(written.map(({ to }) => to).toSorted()).toEqual(['+79221110002', '+79221110003'])
})
