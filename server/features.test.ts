import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { JobRunner } from '#server/ports.ts'
import { createJobRunner } from '#server/platform/queue/create-job-runner.ts'
import { jobHandlers, jobIntervals as intervals } from '#server/features.ts'
import { createJobBench, type JobBench } from '#server/platform/queue/testing.ts'

let bench: JobBench
let runner: JobRunner
beforeAll(async () => {
  bench = await createJobBench()
})
afterAll(() => bench.stop())
beforeEach(async () => {
  await bench.knex.raw('truncate jobs')
  const { deps, url } = bench
  runner = createJobRunner({ redisUrl: null, databaseUrl: url, deps, handlers: jobHandlers, intervals })
})
afterEach(() => runner.stop())

const minutes = (n: number) => new Date(Date.now() + n * 60_000)

async function addTask(status: string, callbackBy: Date): Promise<number> {
  const at = minutes(-10)
  const [row] = await bench
    .knex('tasks')
    .insert({ status, source: 'call', callback_by: callbackBy, created_at: at, updated_at: at })
    .returning('id')
  return Number(row.id)
}
const overdueJob = async (taskId: number): Promise<number> => {
  const runAt = minutes(-0.001)
  await bench.deps.store.transaction((tx) =>
    tx.jobs.add([{ kind: 'callback.overdue', payload: { taskId }, runAt }]),
  )
  const row = await bench.knex('jobs').where({ kind: 'callback.overdue' }).max({ id: 'id' }).first()
  return Number(row?.['id'])
}
const done = (id: number) =>
  vi.waitFor(
    async () =>
      expect(await bench.knex('jobs').where({ id }).first()).toMatchObject({
        state: 'done',
        last_error: null,
      }),
    { timeout: 60_000, interval: 20 },
  )

test('a call-back that nobody made is written down and pushed', async () => {
  await runner.start()
  const taskId = await addTask('callback', minutes(-0.01))
  const head = await bench.deps.store.repositories.journal.head()
  await done(await overdueJob(taskId))
  const history = await bench.deps.store.repositories.taskHistory.ofTask(taskId)
  expect(history).toMatchObject([{ what: 'callback', byName: null, note: '', fact: { what: 'overdue' } }])
  const pushed = await bench.deps.store.repositories.journal.after(head, 10)
  expect(pushed).toMatchObject([
    { data: { type: 'task.changed', task: { id: taskId, status: 'callback', version: 2 } } },
  ])
})

test('a call-back that was made meanwhile is left alone', async () => {
  await runner.start()
  const taskId = await addTask('discarded', minutes(-0.01))
  await done(await overdueJob(taskId))
  expect(await bench.deps.store.repositories.taskHistory.ofTask(taskId)).toEqual([])
  expect(await bench.knex('tasks').where({ id: taskId }).first()).toMatchObject({ version: 1 })
})

test('a clock that was moved is looked at again when it is due', async () => {
  await runner.start()
  const callbackBy = minutes(7)
  const taskId = await addTask('callback', callbackBy)
  await done(await overdueJob(taskId))
  expect(await bench.deps.store.repositories.taskHistory.ofTask(taskId)).toEqual([])
  const next = await bench.knex('jobs').where({ kind: 'callback.overdue', state: 'pending' })
  expect(next).toMatchObject([{ payload: { taskId }, run_at: callbackBy }])
})

test('sessions and SIP secrets that are over are removed, again and again; others stay', async () => {
  const { knex } = bench
  const [user] = await knex('users')
    .insert({ login: 'anna', name: 'Анна', role: 'operator', password_hash: 'x' })
    .returning('id')
  const session = (hash: string, expiresAt: Date) => ({
    token_hash: Buffer.from(hash),
    user_id: user.id,
    csrf: 'c',
    ip: '',
    user_agent: '',
    expires_at: expiresAt,
  })
  await knex('sessions').insert([session('over', minutes(-1)), session('live', minutes(60))])
  const account = (username: string, expiresAt: Date) => ({
    username,
    kind: 'operator',
    user_id: user.id,
    realm: 'r',
    ha1_md5: 'a',
    ha1_sha256: 'b',
    display_name: '',
    expires_at: expiresAt,
  })
  await knex('sip_accounts').insert([account('over', minutes(-1)), account('live', minutes(60))])
  await runner.start()
  await vi.waitFor(
    async () => {
      expect(await knex('sessions').select('token_hash')).toEqual([{ token_hash: Buffer.from('live') }])
      expect(await knex('sip_accounts').select('username')).toEqual([{ username: 'live' }])
      const pending = await knex('jobs').where({ state: 'pending' }).whereNot({ kind: 'callback.overdue' })
      expect(new Set(pending.map((row) => row.kind))).toEqual(new Set(Object.keys(intervals)))
      expect(pending).toHaveLength(Object.keys(intervals).length)
      for (const { kind, run_at } of pending)
        expect([kind, run_at > minutes(0.9 * (intervals[kind] ?? 0))]).toEqual([kind, true])
    },
    { timeout: 60_000, interval: 50 },
  )
})
