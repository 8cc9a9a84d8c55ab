import type { Knex } from 'knex'
import { quantile } from '../stats.ts'

const count = 300

/** What writing one new call takes in the database, with its postings and without: in turns, each in its own transaction. */
export async function costOfInsertion(knex: Knex) {
  const took = { listed: [] as number[], bare: [] as number[] }
  for (let n = 0; n < count; n++) {
    for (const how of ['listed', 'bare'] as const) {
      await knex.transaction(async (tx) => {
        if (how === 'bare') await tx.raw('alter table calls disable trigger calls_listed')
        const since = performance.now()
        await tx.raw(
          `insert into calls (id, source, direction, state, from_number, from_digits, display_name, to_number, arrived_at,
             legs, version)
           values (?, 'bench', 'in', 'ringing', ?, ?, '', '112', now(), '[]', 1)`,
          [`bench:${how}${n}`, `+7${9_990_000_000 + n}`, `7${9_990_000_000 + n}`],
        )
        took[how].push(performance.now() - since)
        if (how === 'bare') await tx.raw('alter table calls enable trigger calls_listed')
      })
    }
  }
  const quantiles = (values: readonly number[]) => ({
    p50: quantile(values, 0.5),
    p95: quantile(values, 0.95),
  })
  return { listed: quantiles(took.listed), bare: quantiles(took.bare) }
}
