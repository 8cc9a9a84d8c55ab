import type { Repositories } from '#server/repositories.ts'
import { query } from '#server/platform/db/sql.ts'

/**
 * What stands on the apartment cards of the demo company: since when people live there, who left, whose number moved
 * with him; accounts, areas, and a stored number of residents that differs from the card here and there, so that the
 * setting people_living_count shows. By places in the company's lists, the same on every start.
 */
export async function seedCards({ knex }: Repositories): Promise<void> {
  await query(
    knex,
    `update apartments a set account = '72' || lpad(a.id::text, 8, '0'),
       area_m2 = 31.4 + a.riser * 11.3 + a.id % 5,
       living_count = case when a.id % 13 = 0 then null else c.people + (a.id % 9 = 0)::integer end
     from (select apartment_id, count(*)::integer as people from apartment_residents group by 1) c
     where c.apartment_id = a.id`,
  )
  await query(
    knex,
    `update apartment_residents set lives_from = date '2003-02-01' + (id * 37 % 7300)::integer,
       is_living = not (relation = 'член семьи' and id % 31 = 0)`,
  )
  // sons and daughters who left
  await query(
    knex,
    `update apartment_residents set lives_to = date '2024-05-31' + (id % 400)::integer
     where relation = 'член семьи' and id % 25 = 0`,
  )
  // owners who left: their numbers are known to the flat no more, and every second one lives near by now
  await query(
    knex,
    `with gone as (
       update apartment_residents set lives_to = date '2025-08-31'
       where apartment_id % 40 = 9 and relation <> 'член семьи' returning apartment_id, resident_id
     )
     insert into apartment_residents (apartment_id, resident_id, relation, lives_from)
     select apartment_id + 10, resident_id, 'наниматель', date '2025-09-01' from gone
     where apartment_id % 80 = 9 and exists (select from apartments a where a.id = gone.apartment_id + 10)`,
  )
  await query(
    knex,
    `update phones set times_used = (apartment_id * 7 % 12)::integer, is_confirmed = apartment_id % 3 = 0,
       kind = case when apartment_id % 20 = 3 then 'home' else 'mobile' end,
       known_since = timestamptz '2024-01-10 09:00+05' + apartment_id * interval '5 hours',
       known_until = case when apartment_id % 80 = 39 then timestamptz '2026-06-01 12:00+05' end`,
  )
}
