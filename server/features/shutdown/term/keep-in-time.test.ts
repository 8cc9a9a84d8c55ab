import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { jobHandlers } from '#server/features.ts'
import { runJob } from '#server/platform/queue/run-job.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addHouse } from '#server/testing/samples/houses.ts'
import { addActor, testClock, testDeps } from '#server/testing/people/factories.ts'
import { burstIn, shutdownDesk } from '#server/testing/samples/shutdowns.ts'

const clock = testClock('2026-11-22T10:00:00.000Z') // 15:00 in Tyumen
const handlers = {
  ...jobHandlers,
  // the engine is not what is tried here
  'speech.make': async () => {},
}
let database: TestDatabase
let deps: Deps
let pyotr: Person
let house: number
let desk: ReturnType<typeof shutdownDesk>
beforeAll(async () => {
  database = await createTestDatabase()
  deps = testDeps(database.store, { now: clock.now })
  pyotr = await addActor(database.store, 'dispatcher', 'Пётр')
  house = await addHouse(database.store, { street: 'Республики', number: '5' })
  desk = shutdownDesk(deps, pyotr)
})
afterAll(() => database.drop())
beforeEach(async () => {
  clock.set('2026-11-22T10:00:00.000Z')
  await database.knex('jobs').del()
})

/** Everything that is due by the clock, as the worker runs it. */
async function runDue(): Promise<void> {
  for (const { id } of await database.store.repositories.jobs.due(deps.now(), 100))
    expect(await runJob({ deps, handlers }, id)).toBe('done')
}
const planned = () =>
  desk.create(
    burstIn([house], {
      kind: 'planned',
      cause: '',
      startsAt: '2026-11-22T12:00:00.000Z',
      plannedEnd: '2026-11-22T16:00:00.000Z',
    }),
  )
const shown = async (shutdown: { id: number }) => (await desk.read(shutdown)).shutdown

it('planned works begin by themselves, in words too, and every board learns it', async () => {
  const made = await planned()
  clock.set('2026-11-22T11:59:59.999Z')
  await runDue()
  expect(await shown(made)).toEqual(made)
  clock.set('2026-11-22T12:00:00.000Z')
  const head = await database.store.repositories.journal.head()
  await runDue()
  const begun = await shown(made)
  expect(begun).toMatchObject({
    status: 'active',
    startsAt: made.startsAt,
    version: 2,
    speechText:
      'Плановое отключение холодной воды. Восстановление планируется до двадцати одного часа двадцать второго ноября.',
  })
  const pushed = await database.store.repositories.journal.after(head, 10)
  expect(pushed.map(({ data }) => data)).toEqual([{ type: 'shutdown.changed', shutdown: begun }])
  expect((await desk.read(made)).history.at(-1)).toMatchObject({ what: 'started', byName: null })
  await runDue()
  expect(await shown(made)).toEqual(begun)
})

it('works that were put off begin at their new time alone', async () => {
  const made = await desk.change(await planned(), { startsAt: '2026-11-22T14:00:00.000Z' })
  clock.set('2026-11-22T12:00:00.000Z')
  await runDue()
  expect((await shown(made)).status).toBe('planned')
  clock.set('2026-11-22T14:00:00.000Z')
  await runDue()
  expect((await shown(made)).status).toBe('active')
})

it('words that change something else do not keep works from beginning', async () => {
  const made = await desk.change(await planned(), { text: 'Запаситесь водой' })
  // as the worker does when a file is in place
  await database.knex('shutdowns').where({ id: made.id }).increment('version', 1)
  clock.set('2026-11-22T12:00:00.000Z')
  await runDue()
  expect((await shown(made)).status).toBe('active')
})

it('cancelled works do not begin', async () => {
  const made = await planned()
  await database
    .knex('shutdowns')
    .where({ id: made.id })
    .update({ status: 'cancelled', ended_at: clock.now() })
  clock.set('2026-11-22T12:00:00.000Z')
  await runDue()
  expect(await shown(made)).toMatchObject({ status: 'cancelled', version: 1 })
})

it('a term that passes promises nothing any more; moved in time, the new one is promised', async () => {
  const term = { plannedEnd: '2026-11-22T13:30:00.000Z' }
  const overdue = await desk.create(burstIn([house], term))
  const moved = await desk.move(await desk.create(burstIn([house], term)), '2026-11-22T15:00:00.000Z')
  const ended = await desk.end(await desk.create(burstIn([house], term)))
  clock.set('2026-11-22T13:30:00.000Z')
  await runDue()
  const now = await shown(overdue)
  expect(now).toMatchObject({ version: 2, plannedEnd: term.plannedEnd, shifts: 0 })
  expect(now.speechText).toBe(
    'Аварийное отключение холодной воды. Причина: Порыв на вводе. Восстановление ведётся, срок уточняется.',
  )
  expect(await shown(moved)).toEqual(moved)
  expect(await shown(ended)).toEqual(ended)
  // late as it is, the term may be moved, and is said again
  const late = await desk.move(now, '2026-11-22T16:00:00.000Z')
  expect(late.speechText).toMatch(/Срок изменён, восстановление планируется до двадцати одного часа/)
})

it('callers are never left without what is known: it is played until it is spoken anew', async () => {
  const term = { plannedEnd: '2026-11-22T13:30:00.000Z' }
  const made = [await desk.create(burstIn([house], term)), await planned()]
  for (const { id } of made)
    await database
      .knex('shutdowns')
      .where({ id })
      .update({ speech_file: `shutdowns/${id}-1.wav` })
  clock.set('2026-11-22T13:30:00.000Z')
  await database.knex('jobs').where({ kind: 'speech.make' }).del()
  await runDue()
  const kept = await Promise.all(made.map(shown))
  expect(kept).toMatchObject([
    { isSpoken: true, version: 2, speechText: expect.stringContaining('срок уточняется') },
    { isSpoken: true, version: 2, speechText: expect.stringMatching(/^Плановое отключение/) },
  ])
  const asked = await database.knex('jobs').where({ kind: 'speech.make', state: 'pending' })
  expect(asked.map(({ payload }) => payload.shutdownId).toSorted((a, b) => a - b)).toEqual(
    made.map(({ id }) => id),
  )
})
