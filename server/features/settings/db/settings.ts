import type { Knex } from 'knex'
import { defaultSettings, Settings } from '#contracts/settings.ts'
import { query, queryOne } from '#server/platform/db/sql.ts'

export interface StoredSettings {
  settings: Settings
  /** 0 before anybody changed anything. */
  version: number
}

/** A setting that an older or newer release left in a form we do not read falls back to its default, alone. */
function readable(data: Record<string, unknown>): Settings {
  const whole = Settings.safeParse({ ...defaultSettings, ...data })
  if (whole.success) return whole.data
  const broken = new Set(whole.error.issues.map((issue) => issue.path[0]))
  const rest = Object.entries(data).filter(([key]) => !broken.has(key))
  return Settings.parse({ ...defaultSettings, ...Object.fromEntries(rest) })
}

export const settings = (k: Knex) => {
  const read = async (lock: '' | 'for update'): Promise<StoredSettings> => {
    const row = await queryOne<{ data: Record<string, unknown>; version: number }>(
      k,
      `select data, version from settings where id = 1 ${lock}`,
    )
    return row === null
      ? { settings: defaultSettings, version: 0 }
      : { settings: readable(row.data), version: row.version }
  }
  return {
    read: () => read(''),
    /** Locked until the transaction ends; makes the row when it is missing. */
    async forUpdate(): Promise<StoredSettings> {
      await query(
        k,
        `insert into settings (id, data, version) values (1, '{}'::jsonb, 0) on conflict do nothing`,
      )
      return read('for update')
    },
    async save(settings: Settings, version: number): Promise<void> {
      await query(
        k,
        `insert into settings (id, data, version) values (1, ?::jsonb, ?)
         on conflict (id) do update set data = excluded.data, version = excluded.version`,
        [JSON.stringify(settings), version],
      )
    },
  }
}
