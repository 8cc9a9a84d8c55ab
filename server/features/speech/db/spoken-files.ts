import type { Knex } from 'knex'
import { query, queryOne } from '#server/platform/db/sql.ts'

export interface SpokenFile {
  file: string
  text: string
  voice: string
}

/** Addresses are many and short: what callers hear first is spoken anew before them. */
const order = `(case when file like 'houses/%' then '1' else '0' end || file)`

/** Every file that an engine made, with its text. */
export const spokenFiles = (k: Knex) => ({
  async put({ file, text, voice }: SpokenFile): Promise<void> {
    await query(
      k,
      `insert into spoken_files (file, spoken_text, voice) values (?, ?, ?)
       on conflict (file) do update set spoken_text = excluded.spoken_text, voice = excluded.voice, made_at = now()`,
      [file, text, voice],
    )
  },

  /** They are gone, or a person's recording now. */
  async forget(files: readonly string[]): Promise<void> {
    await query(k, 'delete from spoken_files where file = any(?)', [files])
  },

  find(file: string): Promise<SpokenFile | null> {
    return queryOne(k, 'select file, spoken_text as text, voice from spoken_files where file = ?', [file])
  },

  /** Those that another voice spoke, in their order after the one whose `place` is given. */
  inOtherVoices(
    voice: string,
    afterPlace: string,
    limit: number,
  ): Promise<(SpokenFile & { place: string })[]> {
    return query(
      k,
      `select file, spoken_text as text, voice, ${order} as place from spoken_files
       where voice <> ? and ${order} > ? order by ${order} limit ?`,
      [voice, afterPlace, limit],
    )
  },

  /** How many there are, and how many of them this voice spoke. */
  async progress(voice: string): Promise<{ spoken: number; total: number }> {
    const row = await queryOne<{ spoken: number; total: number }>(
      k,
      `select count(*) filter (where voice = ?)::int as spoken, count(*)::int as total from spoken_files`,
      [voice],
    )
    return row ?? { spoken: 0, total: 0 }
  },
})
