import type { Knex } from 'knex'
import { queryOne } from './sql.ts'

export const counters = (k: Knex) => ({
  /**
   * The next value of a gapless series. The row stays locked until the commit, so take it late: after
   * everything was checked, before only writing (domain.md 5.3).
   */
  async next(key: string): Promise<number> {
    const row = await queryOne<{ value: number }>(
      k,
      `insert into counters (key, value) values (?, 1)
       on conflict (key) do update set value = counters.value + 1 returning value`,
      [key],
    )
    if (row === null) throw new Error(`counter ${key} answered nothing`)
    return row.value
  },
})
