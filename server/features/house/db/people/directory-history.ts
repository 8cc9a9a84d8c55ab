import type { Knex } from 'knex'
import type { DirectoryChange } from '#contracts/house/happened.ts'
import type { ChangedFields } from '#domain/house/changed-fields.ts'
import { query } from '#server/platform/db/sql.ts'

export type HistoryEntity = 'house' | 'apartment' | 'resident'

export interface DirectoryFact {
  entity: HistoryEntity
  id: number
  what: DirectoryWhat
  changes?: ChangedFields
}
/** Keys of the client's phrases. */
export type DirectoryWhat =
  | 'added'
  | 'changed'
  | 'companyGiven'
  | 'companyUndone'
  | 'flatsAdded'
  | 'cardLineAdded'
  | 'cardLineChanged'
  | 'numberSet'
  | 'numberForgotten'
  | 'numberRestored'
  | 'imported'

/** Every change of a house, a flat or a person; append-only. */
export const directoryHistory = (k: Knex) => ({
  async add(facts: readonly DirectoryFact[], by: { userId: number | null; at: Date }): Promise<void> {
    if (facts.length === 0) return
    await query(
      k,
      `insert into directory_history (at, by_user, entity, entity_id, what, changes)
       select ?::timestamptz, ?::bigint, entity, id, what, coalesce(changes, '{}')
       from jsonb_to_recordset(?::jsonb) as r (entity text, id bigint, what text, changes jsonb)`,
      [by.at, by.userId, JSON.stringify(facts)],
    )
  },

  /** Newest first. */
  async of(entity: HistoryEntity, id: number, limit: number): Promise<DirectoryChange[]> {
    const rows = await query<{
      at: Date
      by_name: string | null
      what: string
      changes: DirectoryChange['changes']
    }>(
      k,
      `select d.at, u.name as by_name, d.what, d.changes from directory_history d left join users u on u.id = d.by_user
       where d.entity = ? and d.entity_id = ? order by d.id desc limit ?`,
      [entity, id, limit],
    )
    return rows.map((row) => ({
      at: row.at.toISOString(),
      byName: row.by_name,
      what: row.what,
      changes: row.changes,
    }))
  },
})
