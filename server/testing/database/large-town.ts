import type { Knex } from 'knex'
import { query } from '#server/platform/db/sql.ts'
import { normalised } from '#domain/house/address/normalise.ts'

/** Issue 4, "Must show" 7. */
export const largeTown = { streets: 1_000, houses: 4_000, flats: 200_000 }

const surnames =
  `Иванов Смирнов Кузнецов Попов Васильев Петров Соколов Михайлов Новиков Фёдоров Морозов Волков Алексеев Лебедев
   Семёнов Егоров Павлов Козлов Степанов Николаев Орлов Андреев Макаров Никитин Захаров Зайцев Соловьёв Борисов
   Яковлев Григорьев Романов Воробьёв Сергеев Кузьмин Фролов Щербаков Тарасов Белов Медведев Гусев`.split(
    /\s+/,
  )
const names =
  `Александра Бориса Василия Григория Дмитрия Евгения Ивана Константина Леонида Михаила Николая Олега Павла`.split(
    ' ',
  )
const adjectives =
  `Широтн Заречн Берегов Лесн Полев Садов Школьн Рабоч Моторостроительн Интернациональн Первомайск Октябрьск Советск
   Харьковск Московск Ленинградск Холодильн Дружбинск Профсоюзн Молодёжн Олимпийск Ямск Тобольск Уральск`.split(
    /\s+/,
  )
const nouns = `Республики Победы Труда Мира Космонавтов Энергетиков Геологоразведчиков Монтажников Строителей Нефтяников`
const kinds = ['ул.', 'ул.', 'ул.', 'пер.', 'проезд', 'пр-т', 'б-р']

/** Streets of a large town, as many as largeTown says, of all the kinds of names that towns have. */
export function streetNames(): { kind: string; name: string }[] {
  const made = [
    ...nouns.split(' '),
    ...adjectives.map((word) => `${word}ая`),
    ...surnames.map((word) => `${word}а`),
    ...Array.from({ length: 40 }, (_none, n) => `${n + 1}-я Линия`),
    ...[30, 40, 50, 60].flatMap((n) => [`${n} лет Октября`, `${n} лет Победы`]),
    ...names.flatMap((name) => surnames.map((surname) => `${name} ${surname}а`)),
    ...adjectives.flatMap((word) => [1, 2, 3].map((n) => `${n}-я ${word}ая`)),
  ]
  return Array.from({ length: largeTown.streets }, (_none, n) => ({
    kind: kinds[Math.floor(n / made.length) * 3 + (n % 3)] ?? 'ул.',
    name: made[n % made.length] ?? '',
  }))
}

/** 200,000 flats in 4,000 houses of 1,000 streets; house numbers with corpus and letters among them. */
export async function fillLargeTown(knex: Knex): Promise<void> {
  await knex.raw(`insert into towns (name) values ('Тюмень') on conflict do nothing`)
  const streets = streetNames().map((street) => ({ ...street, search: normalised(street.name) }))
  await query(
    knex,
    `insert into streets (town, kind, name, search)
     select 'Тюмень', kind, name, search from jsonb_to_recordset(?::jsonb) as r (kind text, name text, search text)
     on conflict do nothing`,
    [JSON.stringify(streets)],
  )
  await query(
    knex,
    `insert into houses (street_id, number)
     select s.id, (n / s.total * 3 + s.nth % 7 + 1) || case n % 11 when 3 then 'а' when 7 then ' к. 2' else '' end
     from generate_series(0, ? - 1) n
     join (select id, row_number() over (order by id) - 1 as nth, count(*) over () as total from streets) s
       on s.nth = n % s.total`,
    [largeTown.houses],
  )
  await query(
    knex,
    `insert into apartments (house_id, number)
     select id, n::text from houses, generate_series(1, ?) n`,
    [largeTown.flats / largeTown.houses],
  )
  await knex.raw('analyze')
}
