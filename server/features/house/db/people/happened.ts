import type { Knex } from 'knex'
import type { Call } from '#contracts/call.ts'
import type { TaskRecord } from '#domain/task/task-record.ts'
import { callOfRow, type CallRow } from '#server/features/call/db/call-row.ts'
import { query } from '#server/platform/db/sql.ts'
import { isListedSql } from '#server/features/task/db/status-list.ts'
import { selectTasks } from '#server/features/task/db/task-page.ts'
import { recordOfRow, type TaskRow } from '#server/features/task/db/task-row.ts'

/** A column of `tasks` or a set of numbers: by what a place or a person is known to what happened. */
export const happened = (k: Knex) => {
  const tasksOf = async (column: 'house_id' | 'apartment_id', id: number, limit: number) =>
    (
      await query<TaskRow>(
        k,
        `${selectTasks} where t.${column} = ? and ${isListedSql} order by t.id desc limit ?`,
        [id, limit],
      )
    ).map(recordOfRow)

  /** The newest of each number by its index, then the newest of these: never a walk through years of calls. */
  const callsOf = async (
    numbers: string,
    bindings: readonly (number | string)[],
    limit: number,
  ): Promise<Call[]> =>
    (
      await query<CallRow>(
        k,
        `select c.* from (${numbers}) n
         cross join lateral (
           select * from calls where from_digits = n.digits and from_digits <> '' order by arrived_at desc limit ?) c
         order by c.arrived_at desc, c.id desc limit ?`,
        [...bindings, limit, limit],
      )
    ).map(callOfRow)

  return {
    /** Registered tasks and call-backs of a house, newest first. */
    tasksOfHouse: (id: number, limit: number): Promise<TaskRecord[]> => tasksOf('house_id', id, limit),
    tasksOfApartment: (id: number, limit: number): Promise<TaskRecord[]> =>
      tasksOf('apartment_id', id, limit),

    /** Of a person: what he asked for from one of his numbers. */
    async tasksOfResident(id: number, limit: number): Promise<TaskRecord[]> {
      const rows = await query<TaskRow>(
        k,
        `${selectTasks} where ${isListedSql} and t.applicant_digits <> ''
           and t.applicant_digits in (select digits from phones where resident_id = ? and known_until is null)
         order by t.id desc limit ?`,
        [id, limit],
      )
      return rows.map(recordOfRow)
    },

    /** Calls with the numbers that the house's flats are known by, newest first. */
    callsOfHouse: (id: number, limit: number): Promise<Call[]> =>
      callsOf(
        `select distinct p.digits from phones p join apartments a on a.id = p.apartment_id
         where a.house_id = ? and p.known_until is null`,
        [id],
        limit,
      ),
    callsOfApartment: (id: number, limit: number): Promise<Call[]> =>
      callsOf(
        'select distinct digits from phones where apartment_id = ? and known_until is null',
        [id],
        limit,
      ),
    callsOfResident: (id: number, limit: number): Promise<Call[]> =>
      callsOf(
        'select distinct digits from phones where resident_id = ? and known_until is null',
        [id],
        limit,
      ),
  }
}
