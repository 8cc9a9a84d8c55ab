import type { Knex } from 'knex'
import type { ClassifierEntry } from '#contracts/classifier.ts'
import type { ClassifierFields } from '#contracts/classifier.ts'
import type { Danger } from '#contracts/task.ts'
import { query, queryOne } from '#server/platform/db/sql.ts'

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

export interface ClassifierVersion {
  version: number
  at: string
  byName: string | null
  entry: ClassifierFields
}

const columns =
  'place, category, problem, service, is_emergency, danger_script, is_active, inform_minutes, localize_minutes, ' +
  'restore_minutes, eliminate_minutes, calendar_from, calendar_to, basis'
const valuesOf = (fields: ClassifierFields): (string | number | boolean | null)[] => [
  fields.place,
  fields.category,
  fields.problem,
  fields.service,
  fields.isEmergency,
  fields.dangerScript,
  fields.isActive,
  fields.informMinutes,
  fields.localizeMinutes,
  fields.restoreMinutes,
  fields.eliminateMinutes,
  fields.calendar?.[0] ?? null,
  fields.calendar?.[1] ?? null,
  fields.basis,
]

export const classifier = (k: Knex) => ({
  async find(id: number): Promise<ClassifierEntry | null> {
    const row = await queryOne<ClassifierRow>(k, 'select * from classifier where id = ?', [id])
    return row && entryOfRow(row)
  },
  /** Locked until the transaction ends. */
  async lock(id: number): Promise<ClassifierEntry | null> {
    const row = await queryOne<ClassifierRow>(k, 'select * from classifier where id = ? for no key update', [
      id,
    ])
    return row && entryOfRow(row)
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
  /** The entry whose script this is, the first of several. */
  async ofDanger(danger: Danger): Promise<ClassifierEntry | null> {
    const row = await queryOne<ClassifierRow>(
      k,
      'select * from classifier where is_active and danger_script = ? order by id limit 1',
      [danger],
    )
    return row && entryOfRow(row)
  },
  async all(): Promise<ClassifierEntry[]> {
    const rows = await query<ClassifierRow>(k, 'select * from classifier order by place, category, problem')
    return rows.map(entryOfRow)
  },

  async insert(fields: ClassifierFields): Promise<number> {
    const values = valuesOf(fields)
    const row = await queryOne<{ id: number }>(
      k,
      `insert into classifier (${columns}) values (${values.map(() => '?').join(', ')}) returning id`,
      values,
    )
    if (row === null) throw new Error('a classifier entry was not written')
    return row.id
  },
  async update(id: number, fields: ClassifierFields, version: number): Promise<void> {
    const values = valuesOf(fields)
    await query(
      k,
      `update classifier set (${columns}, rule_version) = (${values.map(() => '?').join(', ')}, ?) where id = ?`,
      [...values, version, id],
    )
  },

  /** How the entry read in this version; kept for ever, because tasks name the version that made their deadlines. */
  async keepVersion(
    id: number,
    version: number,
    fields: ClassifierFields,
    by: { userId: number | null; at: Date },
  ): Promise<void> {
    await query(
      k,
      `insert into classifier_versions (classifier_id, rule_version, entry, changed_at, by_user)
       values (?, ?, ?::jsonb, ?, ?) on conflict (classifier_id, rule_version) do nothing`,
      [id, version, JSON.stringify(fields), by.at, by.userId],
    )
  },
  /** Newest first. */
  async versions(id: number): Promise<ClassifierVersion[]> {
    const rows = await query<{
      version: number
      at: Date
      by_name: string | null
      entry: ClassifierFields
    }>(
      k,
      `select v.rule_version as version, v.changed_at as at, u.name as by_name, v.entry
       from classifier_versions v left join users u on u.id = v.by_user
       where v.classifier_id = ? order by v.rule_version desc`,
      [id],
    )
    return rows.map((row) => ({
      version: row.version,
      at: row.at.toISOString(),
      byName: row.by_name,
      entry: row.entry,
    }))
  },
  /** Grows with every change that anybody makes: what a copy of the classifier is as new as. */
  async stamp(): Promise<number> {
    const row = await queryOne<{ stamp: number }>(k, 'select count(*) as stamp from classifier_versions')
    return row?.stamp ?? 0
  },
})
