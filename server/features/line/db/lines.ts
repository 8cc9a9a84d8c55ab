import type { Knex } from 'knex'
import type { Line, LinePart, LinePartKind, LineQueue, LineSet, Menu, Schedule } from '#contracts/line.ts'
import type { CalendarDays } from '#domain/line/day.ts'
import type { KnownLine } from '#domain/line/dialled-line.ts'
import { query, queryOne } from '#server/platform/db/sql.ts'
import { part, type Part } from '#server/platform/db/together.ts'

const tableOf = { line: 'lines', queue: 'queues', schedule: 'schedules', menu: 'menus' } as const
interface PartRow<Fields> {
  id: number
  version: number
  data: Fields
  slot: number
}
type Kept = 'id' | 'version' | 'isDefault'
const partOfRow = <Fields>({ id, version, data }: PartRow<Fields>) => ({ ...data, id, version })

export interface PartVersion {
  version: number
  at: string
  byName: string | null
  /** null: it was removed. */
  data: unknown
}
export interface By {
  userId: number
  at: Date
}

/** Lines, queues, schedules and menus; each is one value of which every version is kept. */
export const lines = (k: Knex) => ({
  async all(): Promise<LineSet> {
    const night = await this.night()
    const rows = <Fields>(table: string): Promise<PartRow<Fields>[]> =>
      query<PartRow<Fields>>(k, 'select * from ?? order by id', [table])
    const queues = await rows<Omit<LineQueue, Kept>>('queues')
    return {
      lines: (await rows<Omit<Line, Kept>>('lines')).map(partOfRow),
      queues: queues.map((row) => ({ ...partOfRow(row), isDefault: row.slot === 1 })),
      schedules: (await rows<Omit<Schedule, Kept>>('schedules')).map(partOfRow),
      menus: (await rows<Omit<Menu, Kept>>('menus')).map(partOfRow),
      night,
    }
  },
  /** What a call must know of them, with other parts of a statement. */
  reading: (): Part<KnownLine[]> =>
    part<KnownLine, KnownLine[]>(
      `select data ->> 'name' as name, digits, company_id as "companyId" from lines order by id`,
      [],
      (rows) => rows,
    ),
  /** One changes at a time: whether callers would be left nowhere is a matter of all together. */
  async lockAll(): Promise<void> {
    await query(k, 'lock table lines, queues, schedules, menus in share row exclusive mode')
  },
  /** Null: every queue of Asterisk's is in use. */
  async insert({ kind, fields }: LinePart): Promise<number | null> {
    const data = JSON.stringify(fields)
    const row =
      kind === 'queue'
        ? await queryOne<{ id: number }>(
            k,
            `insert into queues (data, slot)
             select ?::jsonb, min(slot) from generate_series(1, 12) free (slot)
             where slot not in (select slot from queues) having min(slot) is not null returning id`,
            [data],
          )
        : await queryOne<{ id: number }>(k, 'insert into ?? (data) values (?::jsonb) returning id', [
            tableOf[kind],
            data,
          ])
    return row?.id ?? null
  },
  async update({ kind, fields }: LinePart, id: number, version: number): Promise<void> {
    await query(k, 'update ?? set data = ?::jsonb, version = ? where id = ?', [
      tableOf[kind],
      JSON.stringify(fields),
      version,
      id,
    ])
  },
  async remove(kind: LinePartKind, id: number): Promise<void> {
    await query(k, 'delete from ?? where id = ?', [tableOf[kind], id])
  },
  /** `fields` null: removed. */
  async keepVersion(
    kind: LinePartKind,
    { id, version }: { id: number; version: number },
    fields: LinePart['fields'] | null,
    by: By | null,
  ): Promise<void> {
    await query(
      k,
      `insert into line_versions (kind, part_id, version, data, changed_at, by_user)
       values (?, ?, ?, ?::jsonb, coalesce(?::timestamptz, now()), ?) on conflict do nothing`,
      [kind, id, version, fields && JSON.stringify(fields), by?.at ?? null, by?.userId ?? null],
    )
  },
  /** Newest first. */
  async versions(kind: LinePartKind, id: number): Promise<PartVersion[]> {
    const rows = await query<{ version: number; at: Date; by_name: string | null; data: unknown }>(
      k,
      `select v.version, v.changed_at as at, u.name as by_name, v.data
       from line_versions v left join users u on u.id = v.by_user
       where v.kind = ? and v.part_id = ? order by v.version desc`,
      [kind, id],
    )
    return rows.map(({ version, at, by_name: byName, data }) => ({
      version,
      at: at.toISOString(),
      byName,
      data,
    }))
  },

  async night(): Promise<LineSet['night']> {
    const row = await queryOne<{ started_at: Date; ends_at: Date; by_name: string | null }>(
      k,
      `select n.started_at, n.ends_at, u.name as by_name
       from night_mode n left join users u on u.id = n.by_user`,
    )
    return (
      row && {
        startedAt: row.started_at.toISOString(),
        endsAt: row.ends_at.toISOString(),
        byName: row.by_name,
      }
    )
  },
  async setNight(endsAt: Date, { userId, at }: By): Promise<void> {
    await query(
      k,
      `insert into night_mode (started_at, ends_at, by_user) values (?, ?, ?)
       on conflict (id) do update set (started_at, ends_at, by_user) =
         (excluded.started_at, excluded.ends_at, excluded.by_user)`,
      [at, endsAt, userId],
    )
  },
  async endNight(): Promise<void> {
    await query(k, 'delete from night_mode')
  },
  async calendar(): Promise<CalendarDays> {
    const rows = await query<{ day: string; kind: 'off' | 'work' }>(
      k,
      "select to_char(day, 'YYYY-MM-DD') as day, kind from calendar_days",
    )
    return new Map(rows.map(({ day, kind }) => [day, kind]))
  },
  async companies(): Promise<{ id: number; name: string; greeting: string }[]> {
    return query(k, 'select id, name, greeting from companies order by name')
  },
})
