import type { Repositories } from '#server/repositories.ts'
import { query } from '#server/platform/db/sql.ts'
import type { Company } from '../company.ts'
import type { ClassifierSeed } from '../classifier.ts'

/**
 * Writes the directory in a few statements. Ids follow the order of the lists, so that references between them
 * need no reading back; the sequences start where the lists end.
 */
export async function seedDirectory(tx: Repositories, company: Company): Promise<void> {
  const { knex } = tx
  const rows = (list: readonly object[]): string =>
    JSON.stringify(list.map((row, index) => ({ id: index + 1, ...row })))
  const streets = company.streets.map((street) => ({ ...street, search: searchable(street.name) }))
  await query(knex, `insert into towns (name) values ('Тюмень') on conflict do nothing`)
  await query(
    knex,
    `insert into streets (id, town, kind, name, search) overriding system value
     select id, 'Тюмень', kind, name, search from jsonb_to_recordset(?::jsonb) as r (id bigint, kind text, name text, search text)`,
    [rows(streets)],
  )
  await query(
    knex,
    `insert into houses (id, street_id, number, entrances, floors, note) overriding system value
     select id, street, number, entrances, floors, note from jsonb_to_recordset(?::jsonb)
       as r (id bigint, street bigint, number text, entrances integer, floors integer, note text)`,
    [rows(company.houses)],
  )
  await query(
    knex,
    `insert into apartments (id, house_id, number, entrance, floor, riser, debt_kopecks, debt_as_of)
       overriding system value
     select id, house, number, entrance, floor, riser, debt, case when debt is not null then date '2026-11-01' end
     from jsonb_to_recordset(?::jsonb)
       as r (id bigint, house bigint, number text, entrance integer, floor integer, riser integer,
         debt bigint)`,
    [rows(company.apartments)],
  )
  await query(
    knex,
    `with people as (
       select * from jsonb_to_recordset(?::jsonb) as r (id bigint, name text, apartment bigint, relation text)
     ), made as (
       insert into residents (id, name) overriding system value select id, name from people returning id
     )
     insert into apartment_residents (apartment_id, resident_id, relation)
     select apartment, id, relation from people where id in (select id from made)`,
    [rows(company.residents)],
  )
  await query(
    knex,
    `insert into phones (digits, apartment_id, resident_id)
     select digits, apartment, resident from jsonb_to_recordset(?::jsonb)
       as r (digits text, apartment bigint, resident bigint)`,
    [rows(company.phones)],
  )
  for (const table of ['streets', 'houses', 'apartments', 'residents'])
    await query(
      knex,
      `select setval(pg_get_serial_sequence('${table}', 'id'), (select max(id) from ${table}))`,
    )
}

/** As address search compares: lower case, ё as е. */
const searchable = (name: string): string => name.toLowerCase().replaceAll('ё', 'е')

export async function seedClassifier(tx: Repositories, entries: readonly ClassifierSeed[]): Promise<void> {
  await query(
    tx.knex,
    `insert into classifier (place, category, problem, is_emergency, danger_script, inform_minutes, localize_minutes,
       restore_minutes, eliminate_minutes, calendar_from, calendar_to, basis, service)
     select place, category, problem, coalesce("isEmergency", false), "dangerScript", inform, localize, restore, eliminate,
       (calendar ->> 0)::integer, (calendar ->> 1)::integer, basis, service
     from jsonb_to_recordset(?::jsonb) as r (place text, category text, problem text, "isEmergency" boolean, "dangerScript" text,
       inform integer, localize integer, restore integer, eliminate integer, calendar jsonb, basis text, service text)
     on conflict do nothing`,
    [JSON.stringify(entries)],
  )
}
