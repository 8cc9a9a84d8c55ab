import type { Knex } from 'knex'
import type { ClassifierEntry } from '#contracts/directory.ts'
import { query } from '../sql.ts'

interface ClassifierRow {
  id: number
  place: string
  category: string
  problem: string
  is_emergency: boolean
  danger_script: string | null
  service: ClassifierEntry['service']
  is_active: boolean
  rule_version: number
  inform_minutes: number | null
  localize_minutes: number | null
  restore_minutes: number | null
  eliminate_minutes: number | null
  calendar_from: number | null
  calendar_to: number | null
  basis: string
}

const entryOfRow = (row: ClassifierRow): ClassifierEntry => ({
  id: row.id,
  place: row.place,
  category: row.category,
  problem: row.problem,
  isEmergency: row.is_emergency,
  dangerScript: row.danger_script,
  service: row.service,
  isActive: row.is_active,
  rule: {
    version: row.rule_version,
    informMinutes: row.inform_minutes,
    localizeMinutes: row.localize_minutes,
    restoreMinutes: row.restore_minutes,
    eliminateMinutes: row.eliminate_minutes,
    calendar:
      row.calendar_from === null || row.calendar_to === null ? null : [row.calendar_from, row.calendar_to],
    basis: row.basis,
  },
})

export const classifier = (k: Knex) => ({
  async find(id: number): Promise<ClassifierEntry | null> {
    const row = (await query<ClassifierRow>(k, 'select * from classifier where id = ?', [id]))[0]
    return row ? entryOfRow(row) : null
  },
  /** The entry for a lack of one of these services, of the first that has one. */
  async ofServices(services: readonly string[]): Promise<ClassifierEntry | null> {
    const [row] = await query<ClassifierRow>(
      k,
      `select * from classifier where is_active and service = any(?)
       order by array_position(?::text[], service), id limit 1`,
      [services, services],
    )
    return row ? entryOfRow(row) : null
  },
  async all(): Promise<ClassifierEntry[]> {
    const rows = await query<ClassifierRow>(k, 'select * from classifier order by place, category, problem')
    return rows.map(entryOfRow)
  },
})
