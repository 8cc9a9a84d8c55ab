import type { Repositories } from '#server/repositories.ts'
import { query } from '#server/platform/db/sql.ts'
import { accounts } from '../call-to-board/load.ts'

/** Issue 3, "Must show" 6. */
export const largeSize = { residents: 15_000, calls: 100_000 }

/** How the card names the resident who has the number of `accounts[n]`. */
export const residentName = (n: number): string => `Житель-${n}`

/**
 * On top of the demo company: residents up to 15,000, each with a number, of whom the first are those that call; and
 * 100,000 old calls, spread over their numbers.
 */
export async function seedLarge({ knex }: Repositories): Promise<void> {
  const numbers = JSON.stringify(accounts.map(({ number }) => number.slice(1)))
  await query(
    knex,
    `with flats as (select id, row_number() over (order by id) - 1 as n, count(*) over () as total from apartments),
     people as (
       insert into residents (name)
       select 'Житель-' || n from generate_series(0, ? - 1 - (select count(*) from residents)) n
       returning id, substring(name from '\\d+')::integer as n
     ), living as (
       insert into apartment_residents (apartment_id, resident_id, relation)
       select f.id, p.id, 'член семьи' from people p join flats f on f.n = p.n % f.total
     )
     insert into phones (digits, apartment_id, resident_id)
     select coalesce(?::jsonb ->> p.n, (79980000000 + p.n)::text), f.id, p.id
     from people p join flats f on f.n = p.n % f.total`,
    [largeSize.residents, numbers],
  )
  await query(
    knex,
    `insert into calls (id, source, direction, state, from_number, from_digits, display_name, to_number, queue,
       arrived_at, queued_at, answered_at, ended_at, ended_by, result, operator, legs, version)
     select 'old:' || n, 'old', 'in', 'ended', '+' || digits, digits, '', '112', 'main', at, at,
       at + interval '9 s', at + interval '90 s', 'caller', 'answered', null, '[]', 4
     from (
       select n, coalesce(?::jsonb ->> (n % 2000)::integer, (79980000000 + n % 10000)::text) as digits,
         now() - interval '1 day' - n * interval '5 minutes' as at
       from generate_series(1, ?) n
     ) as old`,
    [numbers, largeSize.calls],
  )
  await knex.raw('analyze')
}
