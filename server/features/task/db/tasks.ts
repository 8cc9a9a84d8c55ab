import type { Knex } from 'knex'
import type { TaskStatus } from '#contracts/task.ts'
import type { TaskRecord } from '#domain/task/task-record.ts'
import { query, queryOne } from '#server/platform/db/sql.ts'
import { alone, anyOf, change, part, rowsOf, type Part } from '#server/platform/db/together.ts'
import { isGivenSql, isOpenSql, listOf } from './status-list.ts'
import { selectTasks, taskPage, type TaskPage } from './task-page.ts'
import { recordOfRow, rowOfRecord, type TaskRow } from './task-row.ts'

const columns = [
  'id, number, status, source, owner_id, house_id, apartment_id, place, classifier_id, text, applicant_name',
  'applicant_phone, applicant_digits, is_emergency, address, classifier_name, rule_version, callback_by',
  'inform_by, localize_by, restore_by, eliminate_by, joined_to, shutdown_id, company_id, is_orphan, dismissed_dangers, repeat_count, call_count',
  'created_at, registered_at, updated_at, version',
].join(', ')
const updated = columns
  .split(', ')
  .filter((column) => !['id', 'source'].includes(column))
  .map((column) => `${column} = excluded.${column}`)
  .join(', ')

export const tasks = (k: Knex) => {
  const select = async (sql: string, bindings: Parameters<typeof query>[2]): Promise<TaskRecord[]> =>
    (await query<TaskRow>(k, sql, bindings)).map(recordOfRow)

  /**
   * Locked until the transaction ends, always in the order of ids. Read by a second statement: one that waited
   * for a lock sees the locked rows anew, but not the rows of other tables beside them.
   */
  const forUpdate = async (ids: readonly number[]): Promise<TaskRecord[]> => {
    await query(k, 'select id from tasks where id = any(?) order by id for no key update', [ids])
    return select(`${selectTasks} where t.id = any(?) order by t.id`, [ids])
  }

  return {
    async find(id: number): Promise<TaskRecord | null> {
      return (await select(`${selectTasks} where t.id = ?`, [id]))[0] ?? null
    },

    forUpdate,

    /**
     * What events of these calls may change, locked: their own drafts, and the open call-backs of the numbers and of
     * the `from_digits` of the part `calls`. Stale: one was changed while it was waited for, and its calls are those
     * of before.
     */
    holdingForCalls: (
      callIds: readonly string[],
      digits: readonly string[],
      calls: string,
    ): Part<{ tasks: TaskRecord[]; isStale: boolean }> =>
      part<TaskRow & { is_stale: boolean }, { tasks: TaskRecord[]; isStale: boolean }>(
        `with held as (
           select t.id, t.ctid <> (select seen.ctid from tasks seen where seen.id = t.id) as is_stale
           from tasks t where t.id = any(array(
             select task_id from task_calls where kind = 'origin' and call_id = ${anyOf('text')}
             union
             select id from tasks
             where status = 'callback' and applicant_digits = ${anyOf('text')} and applicant_digits <> ''
             union
             select callback.id from ${rowsOf(calls)} c cross join lateral (
               select id from tasks
               where status = 'callback' and applicant_digits = c.from_digits and applicant_digits <> ''
               offset 0
             ) callback
           )) order by t.id for no key update of t
         )
         select x.*, held.is_stale
         from held join (${selectTasks} where t.id = any(array(select id from held))) x on x.id = held.id
         order by x.id`,
        [callIds, digits],
        (rows) => ({
          tasks: rows.map(recordOfRow),
          isStale: rows.some((row) => row.is_stale),
        }),
      ),

    /** Every task of these calls, the one that a call made first. */
    ofCalls: (callIds: readonly string[]): Promise<TaskRecord[]> =>
      select(
        `${selectTasks} where t.id in (select task_id from task_calls where call_id = any(?)) order by t.id`,
        [callIds],
      ),

    /** What stands on the board in these statuses, newest first, and how many older ones there are. */
    async open(
      statuses: readonly TaskStatus[],
      limit: number,
    ): Promise<{ records: TaskRecord[]; leftOut: number }> {
      const where = `t.status in (${listOf(statuses)})`
      const records = await select(
        `${selectTasks} where ${where} order by t.created_at desc, t.id desc limit ?`,
        [limit],
      )
      if (records.length < limit) return { records, leftOut: 0 }
      const row = await queryOne<{ count: number }>(
        k,
        `select count(*)::int as count from tasks t where ${where}`,
      )
      return { records, leftOut: (row?.count ?? limit) - limit }
    },

    /** What belongs to a shutdown, the newest first; drafts that were dissolved into it are its callers, not its tasks. */
    ofShutdown: (shutdownId: number): Promise<TaskRecord[]> =>
      select(`${selectTasks} where t.shutdown_id = ? and t.status <> 'discarded' order by t.id desc`, [
        shutdownId,
      ]),

    /** Registered and open tasks that belong to a shutdown. */
    async openOfShutdown(shutdownId: number): Promise<number[]> {
      const rows = await query<{ id: number }>(
        k,
        `select id from tasks t where shutdown_id = ? and ${isOpenSql} order by id`,
        [shutdownId],
      )
      return rows.map(({ id }) => id)
    },

    /** Registered and open in these houses with the place of each in its house; these flats' first, then the newest. */
    async openAt(
      houseIds: readonly number[],
      flatIds: readonly number[],
      limit: number,
    ): Promise<{ task: TaskRecord; entrance: number | null; riser: number | null }[]> {
      if (houseIds.length === 0) return []
      const rows = await query<TaskRow & { entrance: number | null; riser: number | null }>(
        k,
        `select x.*, a.entrance, a.riser
         from (${selectTasks} where t.house_id = any(?) and ${isOpenSql}) x
         left join apartments a on a.id = x.apartment_id
         order by coalesce(x.apartment_id = any(?), false) desc, x.id desc limit ?`,
        [houseIds, flatIds, limit],
      )
      return rows.map((row) => ({ task: recordOfRow(row), entrance: row.entrance, riser: row.riser }))
    },

    /** Registered and open, about these categories of the classifier; assigned ones first, then the oldest. */
    openOfCategories: (categories: readonly string[], limit: number): Promise<TaskRecord[]> =>
      categories.length === 0
        ? Promise.resolve([])
        : select(
            `${selectTasks} join classifier c on c.id = t.classifier_id
             where ${isOpenSql} and c.category = any(?)
             order by ${isGivenSql} desc, t.is_emergency desc, t.id limit ?`,
            [categories, limit],
          ),

    page: async (page: TaskPage): Promise<TaskRecord[]> => (await taskPage(k, page)).map(recordOfRow),

    /** An id for a new task: the core links what it makes before it is written. */
    reserveId: async (): Promise<number> => {
      const row = await queryOne<{ id: number }>(k, `select ${nextId} as id`)
      if (row === null) throw new Error('the sequence of tasks answers nothing')
      return row.id
    },

    /** Ids in order for the drafts of these calls, as far as they are not in the part `calls`. */
    reservingIds: (callIds: readonly string[], calls: string): Part<number[]> =>
      part<{ id: number }, number[]>(
        `select ${nextId} as id from unnest(?::text[]) as new (call_id)
         where not exists (select from ${rowsOf(calls)} known where known.id = new.call_id)`,
        [callIds],
        (rows) => rows.map(({ id }) => id).toSorted((a, b) => a - b),
      ),

    /** Writes all of them, new and changed, with the links that are new. */
    saving: (records: readonly TaskRecord[]): { tasks: Part<void>; links: Part<void> } => ({
      tasks: change(
        `insert into tasks (${columns}) overriding system value
         select ${columns} from jsonb_populate_recordset(null::tasks, ?::jsonb)
         on conflict (id) do update set ${updated}`,
        [JSON.stringify(records.map(rowOfRecord))],
      ),
      links: change(
        `insert into task_calls (task_id, call_id, kind, at)
         select task_id, call_id, kind, at from jsonb_populate_recordset(null::task_calls, ?::jsonb)
         on conflict (task_id, call_id) do nothing`,
        [JSON.stringify(records.flatMap(rowsOfLinks))],
      ),
    }),

    /** These calls are the task's no longer. */
    async unlink(taskId: number, callIds: readonly string[]): Promise<void> {
      await query(k, 'delete from task_calls where task_id = ? and call_id = any(?)', [taskId, callIds])
    },

    async save(records: readonly TaskRecord[]): Promise<void> {
      if (records.length === 0) return
      const { tasks: rows, links } = tasks(k).saving(records)
      await alone(k, rows)
      if (records.some(({ newLinks }) => newLinks.length > 0)) await alone(k, links)
    },
  }
}

const nextId = `nextval(pg_get_serial_sequence('tasks', 'id'))`

const rowsOfLinks = ({ id, newLinks }: TaskRecord) =>
  newLinks.map((link) => ({ task_id: id, call_id: link.callId, kind: link.kind, at: link.at }))
