import type { Repositories } from '#server/repositories.ts'
import { query } from '#server/platform/db/sql.ts'

/** So many houses hang on one heating point, on one transformer station, and stand in one microdistrict. */
const housesOf = { heatPoint: 10, feeder: 15, microdistrict: 20 }
const microdistricts = ['Центральный', 'Восточный', 'Заречный']

/** What feeds the houses of the demo company, where they stand, and their entrances; by their places in its list. */
export async function seedSupply({ knex }: Repositories): Promise<void> {
  await query(
    knex,
    `with made as (
       insert into microdistricts (name) select name from unnest(?::text[]) name returning id, name)
     update houses h set microdistrict_id = made.id,
       has_gas = h.floors <= 9, lifts = case when h.floors > 5 then h.entrances else 0 end,
       power_sources = case when h.floors > 9 then 2 else 1 end
     from made where made.name = (?::text[])[(h.id - 1) / ? + 1]`,
    [microdistricts, microdistricts, housesOf.microdistrict],
  )
  await supply({ knex }, 'heatPoint', 'ЦТП-', ['heating', 'hotWater'])
  await supply({ knex }, 'feeder', 'ТП-', ['power'])
  await query(
    knex,
    `insert into entrances (house_id, number, flat_from, flat_to, floors, lifts)
     select a.house_id, a.entrance, min(a.number::integer), max(a.number::integer), max(a.floor),
       case when max(a.floor) > 5 then 1 else 0 end
     from apartments a group by a.house_id, a.entrance`,
  )
}

async function supply(
  { knex }: Pick<Repositories, 'knex'>,
  kind: 'heatPoint' | 'feeder',
  prefix: string,
  services: readonly string[],
): Promise<void> {
  await query(
    knex,
    `with fed as (select id as house_id, ? || ((id - 1) / ? + 1) as name from houses), made as (
       insert into supply_points (kind, name) select distinct ?, name from fed returning id, name)
     insert into house_supply (house_id, service, supply_point_id)
     select fed.house_id, service, made.id from fed join made using (name) cross join unnest(?::text[]) service`,
    [prefix, housesOf[kind], kind, services],
  )
}
