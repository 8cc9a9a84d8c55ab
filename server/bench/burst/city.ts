import type { Knex } from 'knex'
import { query } from '#server/platform/db/sql.ts'

export interface CitySize {
  streets: number
  housesOnStreet: number
  flatsInHouse: number
  residents: number
  /** How many houses hang on the heating point of the burst main. */
  housesOfPoint: number
}

/** Issue 4, "Must show" 2. */
export const wholeCity: CitySize = {
  streets: 5,
  housesOnStreet: 24,
  flatsInHouse: 60,
  residents: 15_000,
  housesOfPoint: 24,
}

export interface City {
  /** Houses on the heating point whose main bursts. */
  houseIds: number[]
  /** Numbers known to flats of these houses, and to flats of all others. */
  concerned: string[]
  others: string[]
}

/** An invented city: each heating point feeds so many houses, each resident has a number. */
export async function seedCity(knex: Knex, size: CitySize): Promise<City> {
  const names = ['Республики', 'Ленина', 'Мельникайте', 'Холодильная', 'Широтная'].slice(0, size.streets)
  await query(knex, `insert into towns (name) values ('Тюмень') on conflict do nothing`, [])
  await query(
    knex,
    `insert into streets (town, kind, name, search) select 'Тюмень', 'ул.', name, lower(name) from unnest(?::text[]) name`,
    [names],
  )
  await query(
    knex,
    `insert into houses (street_id, number, entrances, floors)
     select s.id, n::text, 4, 5 from streets s cross join generate_series(1, ?::integer) n order by s.id, n`,
    [size.housesOnStreet],
  )
  await query(
    knex,
    `with numbered as (select id, (row_number() over (order by id) - 1) / ?::integer + 1 as point from houses),
     points as (
       insert into supply_points (kind, name) select distinct 'heatPoint', 'ЦТП-' || point from numbered
       returning id, name
     )
     insert into house_supply (house_id, service, supply_point_id)
     select n.id, service, p.id from numbered n join points p on p.name = 'ЦТП-' || n.point
     cross join unnest(array['coldWater', 'hotWater', 'heating']) service`,
    [size.housesOfPoint],
  )
  await query(
    knex,
    `insert into apartments (house_id, number, entrance, floor)
     select h.id, n::text, (n - 1) * 4 / ?::integer + 1, (n - 1) % 5 + 1
     from houses h cross join generate_series(1, ?::integer) n order by h.id, n`,
    [size.flatsInHouse, size.flatsInHouse],
  )
  await query(
    knex,
    `with flats as (select id, row_number() over (order by id) - 1 as n, count(*) over () as total from apartments),
     people as (
       insert into residents (name) select 'Житель-' || n from generate_series(0, ?::integer - 1) n
       returning id, substring(name from '\\d+')::integer as n
     ), living as (
       insert into apartment_residents (apartment_id, resident_id, relation)
       select f.id, p.id, 'собственник' from people p join flats f on f.n = p.n % f.total
     )
     insert into phones (digits, apartment_id, resident_id)
     select (79220000000 + p.n)::text, f.id, p.id from people p join flats f on f.n = p.n % f.total`,
    [size.residents],
  )
  await knex.raw('analyze')
  const houseIds = await column<number>(
    knex,
    `select h.house_id as one from house_supply h join supply_points p on p.id = h.supply_point_id
     where p.name = 'ЦТП-1' and h.service = 'coldWater' order by 1`,
  )
  const numbers = (isOf: boolean): Promise<string[]> =>
    column(
      knex,
      `select p.digits as one from phones p join apartments a on a.id = p.apartment_id
       where (a.house_id = any(?::bigint[])) = ?::boolean order by 1`,
      [houseIds, isOf],
    )
  return { houseIds, concerned: await numbers(true), others: await numbers(false) }
}

async function column<T>(knex: Knex, sql: string, values: Parameters<typeof query>[2] = []): Promise<T[]> {
  const rows = await query<{ one: T }>(knex, sql, values)
  return rows.map(({ one }) => one)
}
