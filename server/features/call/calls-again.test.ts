import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CallEvent } from '#contracts/call-event.ts'
import { callsKept } from '#contracts/task.ts'
import { takeSnapshot } from '#server/features/board/take-snapshot.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { getTask } from '#server/features/task/get-task.ts'
import { taskOfRecord } from '#domain/task/task-record.ts'
import { abandoned, answered, batchOf, tell } from '#server/testing/samples/call-stories.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addActor, testDeps } from '#server/testing/people/factories.ts'
import { compareProjection } from './projections/whole/compare-projection.ts'
import { receiveCallEvents } from './receive-call-events.ts'

const number = '+79220000077'
const times = 300
let database: TestDatabase
let deps: Deps
let olga: Person
beforeAll(async () => {
  database = await createTestDatabase()
  deps = testDeps(database.store)
  olga = await addActor(database.store, 'operator', 'Ольга')
})
afterAll(() => database.drop())

const beginsAt = (n: number): string =>
  new Date(Date.parse('2026-11-22T10:00:00.000Z') + n * 40_000).toISOString()
const nameOf = (n: number): string => `again-${String(n).padStart(4, '0')}`
const storyOf = (n: number): CallEvent[] =>
  tell(abandoned(number, olga.sipUsername ?? ''), { callId: nameOf(n), begins: beginsAt(n) })
const receive = (events: CallEvent[]) => receiveCallEvents(deps, batchOf(events))
const idOf = (n: number): string => `embedded:${nameOf(n)}`

async function callback() {
  const { records } = await database.store.repositories.tasks.open(['callback'], 10)
  const [task] = records.map(taskOfRecord)
  if (!task) throw new Error('there is no call-back')
  return task
}

const linked = async (taskId: number): Promise<number> =>
  Number((await database.knex('task_calls').where({ task_id: taskId }).count())[0]?.['count'])

describe('a number that calls again and again and reaches nobody', () => {
  it('is one call-back with its first call, the last ones, and a count of all, however the ledger is cut', async () => {
    // the first many in one batch, then one at a time
    await receive(Array.from({ length: times - 30 }, (_, n) => storyOf(n)).flat())
    for (let n = times - 30; n < times; n++) await receive(storyOf(n))
    const task = await callback()
    expect(task).toMatchObject({ callCount: times, repeatCount: times - 1 })
    expect(task.callIds).toEqual([
      idOf(0),
      ...Array.from({ length: callsKept - 1 }, (_, n) => idOf(times - callsKept + 1 + n)),
    ])
    expect(await linked(task.id)).toBe(times)
  })

  it('makes neither frames nor the snapshot nor the open task longer', async () => {
    const { journal } = database.store.repositories
    const head = await journal.head()
    await receive(storyOf(times))
    const entries = await journal.after(head, 100)
    for (const entry of entries) expect(JSON.stringify(entry).length).toBeLessThan(4_000)
    const snapshot = await takeSnapshot(deps)
    expect(snapshot.calls.map(({ id }) => id)).toEqual([idOf(0), idOf(times)])
    const { id } = await callback()
    const details = await getTask(deps, olga, { params: { id }, query: undefined, body: undefined })
    expect(details.calls).toHaveLength(callsKept)
    expect(details.history.length).toBeLessThanOrEqual(200)
    expect(details.historyCount).toBe(times + 2)
    expect(details.history.at(-1)).toMatchObject({ what: 'joined' })
  })

  it('is what the ledger says, by every call of it', async () => {
    const differences = []
    for await (const difference of compareProjection(database.store)) differences.push(difference)
    expect(differences).toEqual([])
  })

  it('is one draft when he gets through, which knows how often he called', async () => {
    const before = await callback()
    const events = tell(answered(number, olga.sipUsername ?? ''), {
      callId: 'through',
      begins: beginsAt(times + 1),
    })
    await receive(events)
    const { records } = await database.store.repositories.tasks.open(['draft'], 10)
    const [draft] = records.map(taskOfRecord)
    expect(draft).toMatchObject({
      status: 'draft',
      callCount: times + 2,
      repeatCount: before.repeatCount + 1,
    })
    expect(draft?.callIds[0]).toBe('embedded:through')
    expect(draft?.callIds).toHaveLength(callsKept)
    // the others stay with the call-back that was dissolved
    expect(await linked(before.id)).toBe(times + 1)
  })
})
