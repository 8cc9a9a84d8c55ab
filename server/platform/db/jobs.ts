import type { Knex } from 'knex'
import { query, queryOne } from './sql.ts'
import { alone, change, type Part } from './together.ts'

export interface NewJob {
  /** Names the handler, e.g. `callback.overdue`. */
  kind: string
  /** Ids and expected versions; the handler asks the domain again. */
  payload: object
  runAt: Date
}

export interface WaitingJob {
  kind: string
  runAt: Date
  now: Date
}

export interface Job extends NewJob {
  id: number
  attempts: number
}

interface JobRow {
  id: number
  kind: string
  payload: object
  run_at: Date
  attempts: number
}

const jobOfRow = (row: JobRow): Job => ({
  id: row.id,
  kind: row.kind,
  payload: row.payload,
  runAt: row.run_at,
  attempts: row.attempts,
})

/** Runners hear when it is due, in milliseconds since 1970, and need not look before. */
const notify = `pg_notify('jobs', ceil(extract(epoch from run_at) * 1000)::text)`

/** The truth of every job; runners only wake it. */
export const jobs = (k: Knex) => ({
  /** In the transaction of the change that leads to them; runners wake at the commit. */
  async add(added: readonly NewJob[]): Promise<void> {
    if (added.length > 0) await alone(k, jobs(k).adding(added))
  },

  adding: (added: readonly NewJob[]): Part<void> =>
    change(
      `insert into jobs (kind, payload, run_at)
       select kind, payload, run_at
       from jsonb_to_recordset(?::jsonb) as j (kind text, payload jsonb, run_at timestamptz)
       returning ${notify}`,
      [JSON.stringify(added.map((job) => ({ kind: job.kind, payload: job.payload, run_at: job.runAt })))],
    ),

  /** For work that repeats: one pending row a kind, also when several workers add it at the same moment. */
  async addUnlessPending(kind: string, runAt: Date): Promise<void> {
    await query(k, `select pg_advisory_xact_lock(hashtextextended('jobs ' || ?, 0))`, [kind])
    await query(
      k,
      `insert into jobs (kind, payload, run_at)
       select ?, '{}', ?::timestamptz
       where not exists (select from jobs where kind = ? and state = 'pending')
       returning ${notify}`,
      [kind, runAt, kind],
    )
  },

  /**
   * For work that looks at everything that is there: none is added while one waits for its time, since that will see
   * this change too. Two that are added at the same moment do no harm.
   */
  async addUnlessWaiting(wanted: WaitingJob): Promise<void> {
    await alone(k, jobs(k).addingUnlessWaiting([wanted]))
  },

  /** Each of them so; a kind stands in it once. */
  addingUnlessWaiting: (wanted: readonly WaitingJob[]): Part<void> =>
    change(
      `insert into jobs (kind, payload, run_at)
       select w.kind, '{}', w."runAt"
       from jsonb_to_recordset(?::jsonb) as w (kind text, "runAt" timestamptz, now timestamptz)
       where not exists (
         select from jobs j
         where j.kind = w.kind and j.state = 'pending' and j.run_at > w.now and j.run_at <= w."runAt")
       returning ${notify}`,
      [JSON.stringify(wanted)],
    ),

  /** Deletes what was done before; failed jobs stay. */
  async removeDone(before: Date): Promise<number> {
    const rows = await query<{ id: number }>(
      k,
      `delete from jobs where state = 'done' and done_at < ? returning id`,
      [before],
    )
    return rows.length
  },

  /** Pending jobs whose time has come, oldest first. */
  async due(now: Date, limit: number): Promise<Job[]> {
    const rows = await query<JobRow>(
      k,
      `select * from jobs where state = 'pending' and run_at <= ? order by run_at limit ?`,
      [now, limit],
    )
    return rows.map(jobOfRow)
  },

  /** When the next pending job falls due; null when there is none. */
  async nextRunAt(): Promise<Date | null> {
    const row = await queryOne<{ at: Date | null }>(
      k,
      `select min(run_at) as at from jobs where state = 'pending'`,
    )
    return row?.at ?? null
  },

  /** Locks one pending job until the transaction ends; null when another runner has it or it is done. */
  async claim(id: number): Promise<Job | null> {
    const row = await queryOne<JobRow>(
      k,
      `select * from jobs where id = ? and state = 'pending' for update skip locked`,
      [id],
    )
    return row && jobOfRow(row)
  },

  /** As `claim`, but waits for who has it: for the runner whose attempt it is, that another's glance loses nothing. */
  async hold(id: number): Promise<Job | null> {
    const row = await queryOne<JobRow>(
      k,
      `select * from jobs where id = ? and state = 'pending' for update`,
      [id],
    )
    return row && jobOfRow(row)
  },

  /** Counts an attempt before its work; `again`: when the next one is due, should nothing be heard of this one. */
  async begin(id: number, again: Date): Promise<void> {
    await query(k, `update jobs set attempts = attempts + 1, run_at = ? where id = ?`, [again, id])
  },

  /** In the transaction of its effect; the job keeps the time that it was due at. */
  async finish({ id, runAt }: Pick<Job, 'id' | 'runAt'>, at: Date): Promise<void> {
    await query(
      k,
      `update jobs set state = 'done', done_at = ?, run_at = ?, last_error = null where id = ?`,
      [at, runAt, id],
    )
  },

  /** `again`: when to try next; null gives up. */
  async fail(id: number, error: string, again: Date | null): Promise<void> {
    await query(
      k,
      `update jobs set last_error = ?, run_at = coalesce(?, run_at),
         state = case when ?::timestamptz is null then 'failed' else 'pending' end
       where id = ?`,
      [error, again, again, id],
    )
  },
})
