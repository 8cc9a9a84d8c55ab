import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Task } from '#contracts/task.ts'
import { jobHandlers } from '#server/features.ts'
import { runJob } from '#server/platform/queue/run-job.ts'
import { receiveCallEvents } from '#server/features/call/receive-call-events.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { abandoned, answered, batchOf, tell } from '#server/testing/samples/call-stories.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addActor, testClock, testDeps } from '#server/testing/people/factories.ts'
import { claimCallback } from './claim-callback.ts'
import { getTask } from '#server/features/task/get-task.ts'
import { keepClaim } from './keep-claim.ts'
import { releaseCallback } from './release-callback.ts'

let database: TestDatabase
let deps: Deps
let olga: Person
let pyotr: Person
let chief: Person
let calls = 0
const clock = testClock()
beforeAll(async () => {
  database = await createTestDatabase({ max: 20 })
  deps = testDeps(database.store, { now: clock.now })
  olga = await addActor(database.store, 'operator', 'Ольга')
  pyotr = await addActor(database.store, 'operator', 'Пётр')
  chief = await addActor(database.store, 'supervisor', 'Анна')
})
afterAll(() => database.drop())
beforeEach(() => clock.set('2026-11-22T10:00:00.000Z'))

const numberOf = (n: number): string => `+7922100${String(n).padStart(4, '0')}`
async function callback(): Promise<Task> {
  calls += 1
  const call = { callId: `missed-${calls}`, begins: '2026-11-22T09:58:00.000Z' }
  await receiveCallEvents(deps, batchOf(tell(abandoned(numberOf(calls), olga.sipUsername ?? ''), call)))
  const [record] = await database.store.repositories.tasks.ofCalls([`embedded:missed-${calls}`])
  if (!record) throw new Error('no call-back')
  return (await read(record)).task
}
const params = (task: { id: number }) => ({ params: { id: task.id }, query: undefined })
const read = (task: { id: number }) => getTask(deps, olga, { ...params(task), body: undefined })
const claim = (task: Task, actor = olga, reason?: string): Promise<Task> =>
  claimCallback(deps, actor, { ...params(task), body: reason === undefined ? {} : { reason } })
const keep = (task: Task, actor = olga) => keepClaim(deps, actor, { ...params(task), body: undefined })
const release = (task: Task, actor = olga) =>
  releaseCallback(deps, actor, { ...params(task), body: undefined })
const pushed = async (task: Task, after: number) =>
  (await database.store.repositories.journal.after(after, 100)).flatMap(({ data }) =>
    data.type === 'task.changed' && data.task.id === task.id ? [data.task.claim?.name ?? null] : [],
  )
/** Runs what is due, as the worker does. */
async function runDue(): Promise<void> {
  for (const job of await database.store.repositories.jobs.due(clock.now(), 100)) {
    await runJob({ deps, handlers: jobHandlers }, job.id)
  }
}

describe('who calls back', () => {
  it('is one, is seen by everybody, and stands in the history', async () => {
    const task = await callback()
    const head = await database.store.repositories.journal.head()
    const claimed = await claim(task)
    expect(claimed.claim).toEqual({ userId: olga.userId, name: 'Ольга', at: '2026-11-22T10:00:00.000Z' })
    expect(await pushed(task, head)).toEqual(['Ольга'])
    const { task: stored, history } = await read(task)
    expect(stored).toEqual(claimed)
    expect(history.at(-1)).toMatchObject({ what: 'claimed', byName: 'Ольга' })
  })

  it('of many who press at the same moment is one; the others hear who', async () => {
    for (let round = 0; round < 10; round += 1) {
      const task = await callback()
      const all = [olga, pyotr, chief]
      const results = await Promise.allSettled(all.map((actor) => claim(task, actor)))
      const winners = results.flatMap((one) => (one.status === 'fulfilled' ? [one.value.claim?.name] : []))
      const losers = results.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
      expect(winners).toHaveLength(1)
      expect(losers).toMatchObject(
        [1, 2].map(() => ({ code: 'alreadyClaimed', details: { by: winners[0] } })),
      )
      expect((await read(task)).task.claim?.name).toBe(winners[0])
    }
  })

  it('who presses twice has it once', async () => {
    const first = await claim(await callback())
    expect(await claim(first)).toEqual(first)
  })

  it('keeps it by signs of life; without them a colleague has it after 45 s', async () => {
    const task = await callback()
    await claim(task)
    clock.advance(40_000)
    expect(await keep(task)).toEqual({ held: true })
    clock.advance(44_000)
    await expect(claim(task, pyotr)).rejects.toMatchObject({ code: 'alreadyClaimed' })
    clock.advance(1000)
    expect((await claim(task, pyotr)).claim?.name).toBe('Пётр')
    expect(await keep(task)).toEqual({ held: false })
    expect(await keep(task, pyotr)).toEqual({ held: true })
  })

  it('a silent one loses it on all screens without anybody asking', async () => {
    const task = await callback()
    await claim(task)
    const head = await database.store.repositories.journal.head()
    clock.advance(30_000)
    await keep(task)
    clock.advance(20_000)
    await runDue()
    expect(await pushed(task, head)).toEqual([])
    clock.advance(25_000)
    await runDue()
    expect(await pushed(task, head)).toEqual([null])
    expect((await read(task)).history.at(-1)).toMatchObject({
      what: 'released',
      byName: null,
      fact: { what: 'person', name: 'Ольга' },
    })
  })

  it('yields to a supervisor with a reason, to nobody else', async () => {
    const task = await callback()
    await claim(task)
    await expect(claim(task, chief)).rejects.toMatchObject({ details: { by: 'Ольга' } })
    await expect(claim(task, pyotr, 'мне нужнее')).rejects.toMatchObject({
      code: 'notAllowed',
      details: { permission: 'callback.takeOver' },
    })
    expect((await claim(task, chief, 'ушла на перерыв')).claim?.name).toBe('Анна')
    expect((await read(task)).history.at(-1)).toMatchObject({ what: 'claimed', note: 'ушла на перерыв' })
  })

  it('gives it back to the shift; a colleague cannot do that for them', async () => {
    const task = await callback()
    await claim(task)
    await expect(release(task, pyotr)).rejects.toMatchObject({ details: { by: 'Ольга' } })
    expect((await release(task)).claim).toBeNull()
    expect((await release(task, pyotr)).claim).toBeNull()
    expect((await claim(task, pyotr)).claim?.name).toBe('Пётр')
  })

  it('is nobody once there was a conversation with the number', async () => {
    const task = await callback()
    await claim(task)
    const story = answered(numberOf(calls), pyotr.sipUsername ?? '')
    await receiveCallEvents(
      deps,
      batchOf(tell(story, { callId: `again-${calls}`, begins: '2026-11-22T10:01:00.000Z' })),
    )
    expect((await read(task)).task).toMatchObject({ status: 'discarded', claim: null })
    expect(await keep(task)).toEqual({ held: false })
    await expect(claim(task, pyotr)).rejects.toMatchObject({ code: 'taskNotOpen' })
    await expect(release(task)).rejects.toMatchObject({ code: 'taskNotOpen' })
    clock.advance(60_000)
    await runDue()
    expect(await database.knex('callback_claims').where({ task_id: task.id })).toEqual([])
  })

  it('is refused of what is gone', async () => {
    const task = await callback()
    const gone = { ...task, id: 999_999 }
    for (const step of [claim, keep, release])
      await expect(step(gone)).rejects.toMatchObject({ code: 'notFound' })
  })
})
