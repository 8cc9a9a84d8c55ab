import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { replayLimit } from '#contracts/journal.ts'
import { defaultSettings } from '#contracts/settings.ts'
import { appendToJournal } from '#server/platform/db/journal.ts'
import { takeSnapshot } from '#server/features/board/take-snapshot.ts'
import { createResumer } from '#server/platform/realtime/resume.ts'
import { compareProjection } from '#server/features/call/projections/whole/compare-projection.ts'
import { receiveCallEvents } from '#server/features/call/receive-call-events.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { answered, batchOf, tell } from '#server/testing/samples/call-stories.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addActor, testClock, testDeps } from '#server/testing/people/factories.ts'
import { pruneHistory, pruneStep } from './prune-history.ts'

const dayMs = 24 * 3_600_000
const begins = '2023-01-10T10:00:00.000Z'
const clock = testClock('2026-11-22T10:00:00.000Z')
let database: TestDatabase
let deps: Deps
let olga: Person
beforeAll(async () => {
  database = await createTestDatabase()
  deps = testDeps(database.store, { now: clock.now })
  olga = await addActor(database.store, 'operator', 'Ольга')
})
afterAll(() => database.drop())

const count = async (table: string): Promise<number> =>
  Number((await database.knex(table).count())[0]?.['count'])
const daysAgo = (days: number): Date => new Date(clock.now().getTime() - days * dayMs)
/** Runs until a step finds nothing more; answers how many steps it took. */
async function prune(): Promise<number> {
  for (let steps = 1; ; steps++) if (!(await pruneHistory(deps))) return steps
}

describe('the journal', () => {
  const fill = (rows: number, days: number): Promise<unknown> =>
    database.knex.raw(
      `with head as (update journal_head set seq = seq + ? returning seq)
       insert into journal (seq, at, type, data)
       select seq - ? + n, ?::timestamptz, 'settings.changed',
         jsonb_build_object('type', 'settings.changed', 'settings', ?::jsonb, 'version', n)
       from head, generate_series(1, ?) n`,
      [rows, rows, daysAgo(days), JSON.stringify(defaultSettings), rows],
    )

  it('loses what is older than ninety days in small steps, and keeps the rest', async () => {
    await fill(2 * pruneStep + 10, 91)
    await fill(replayLimit, 89)
    expect(await prune()).toBe(3)
    expect(await count('journal')).toBe(replayLimit)
    expect(await prune()).toBe(1)
  })

  it('keeps what replicas hold in memory, however old', async () => {
    await database.knex('journal').update({ at: daysAgo(400) })
    await prune()
    expect(await count('journal')).toBe(replayLimit)
  })

  it('gives who stopped behind its end a snapshot, also when nothing is left', async () => {
    const { journal } = database.store.repositories
    const head = await journal.head()
    // a replica that has just begun and remembers nothing
    const push = { cursor: () => head, recentAfter: () => null }
    const resumer = createResumer(deps, push, () => takeSnapshot(deps))
    expect((await resumer.answer(head - 10, 'board', false)).kind).toBe('replay')
    await database
      .knex('journal')
      .where('seq', '<=', head - 5)
      .delete()
    expect((await resumer.answer(head - 10, 'board', false)).kind).toBe('snapshot')
    expect((await resumer.answer(head - 5, 'board', false)).kind).toBe('replay')
    await database.knex('journal').delete()
    expect((await resumer.answer(head - 5, 'board', false)).kind).toBe('snapshot')
    expect(await resumer.answer(head, 'board', false)).toMatchObject({
      kind: 'replay',
      frame: { last: head },
    })
  })
})

describe('the events of calls', () => {
  const differences = async () => {
    const found = []
    const comparing = compareProjection(database.store)
    for (let step = await comparing.next(); ; step = await comparing.next()) {
      if (step.done) return { found, ...step.value }
      found.push(step.value)
    }
  }

  it('go all of a call at once after three years; the call stays and the rebuild passes it over', async () => {
    await receiveCallEvents(
      deps,
      batchOf([
        ...tell(answered('+79220000001', olga.sipUsername ?? ''), { callId: 'old', begins }),
        ...tell(answered('+79220000002', olga.sipUsername ?? ''), { callId: 'new', begins }),
      ]),
    )
    // the last events of the old call are younger than the first
    await database.knex('call_events').update({ received_at: daysAgo(1000) })
    await database
      .knex('call_events')
      .where({ call_id: 'embedded:old' })
      .whereIn('type', ['call.arrived', 'call.queued'])
      .update({ received_at: daysAgo(1097) })
    const before = await database.store.repositories.calls.find('embedded:old')
    await prune()
    const left = await database.knex('call_events').distinct('call_id')
    expect(left).toEqual([{ call_id: 'embedded:new' }])
    expect(await database.store.repositories.calls.find('embedded:old')).toEqual(before)
    expect(await differences()).toEqual({ found: [], calls: 2, withoutEvents: 1 })
  })

  it('of a call that has all of them still tell when it is not what they say', async () => {
    await database.knex('calls').update({ display_name: 'Кто-то' })
    const { found } = await differences()
    expect(found).toMatchObject([{ kind: 'call', callId: 'embedded:new', fields: ['displayName'] }])
  })
})

describe('the record of what people did', () => {
  it('goes after the days that the administrator set', async () => {
    const { audit, settings } = database.store.repositories
    for (const days of [400, 370, 360])
      await audit.add({
        at: daysAgo(days),
        userId: olga.userId,
        action: 'task.discarded',
        subject: `${days}`,
        details: {},
      })
    await prune()
    expect(await count('audit')).toBe(3)
    await settings.save({ ...defaultSettings, audit_keep_days: 365 }, 1)
    await prune()
    expect((await audit.newest(10)).map(({ subject }) => subject)).toEqual(['360'])
  })
})

it('a row of the journal from before there was a setting has it at its default', async () => {
  const { journal } = database.store.repositories
  const head = await journal.head()
  const { audit_keep_days: _, ...before } = defaultSettings
  await appendToJournal(
    database.knex,
    [{ type: 'settings.changed', settings: { ...before } as typeof defaultSettings, version: 9 }],
    clock.now(),
  )
  const [entry] = await journal.after(head, 1)
  expect(entry?.data).toMatchObject({ settings: defaultSettings })
})
