import type { Store } from '#server/store.ts'
import { phoneDigits } from '#domain/call/caller-number.ts'
import { normalised } from '#domain/house/address/normalise.ts'

export interface TestFlat {
  houseId: number
  apartmentId: number
}

/** Adds a house (its street when missing) and answers its id. */
export async function addHouse(
  store: Store,
  {
    street,
    kind = 'ул.',
    number,
    note = '',
  }: { street: string; kind?: string; number: string; note?: string },
): Promise<number> {
  const { knex } = store.repositories
  await knex('towns').insert({ name: 'Тюмень' }).onConflict('name').ignore()
  await knex('streets')
    .insert({ town: 'Тюмень', kind, name: street, search: normalised(street) })
    .onConflict(['town', 'kind', 'name'])
    .ignore()
  const found = await knex('streets').where({ town: 'Тюмень', kind, name: street }).first('id')
  const [house] = await knex('houses').insert({ street_id: found.id, number, note }).returning('id')
  return house.id
}

export async function addFlat(store: Store, houseId: number, number: string): Promise<TestFlat> {
  const [flat] = await store.repositories
    .knex('apartments')
    .insert({ house_id: houseId, number })
    .returning('id')
  return { houseId, apartmentId: flat.id }
}

/** A person who lives in the flat, with a telephone number that is known to it. */
export async function addResident(
  store: Store,
  flat: TestFlat,
  { name, phone, relation = 'собственник' }: { name: string; phone: string; relation?: string },
): Promise<void> {
  const { knex } = store.repositories
  const [resident] = await knex('residents').insert({ name }).returning('id')
  await knex('apartment_residents').insert({
    apartment_id: flat.apartmentId,
    resident_id: resident.id,
    relation,
  })
  await knex('phones').insert({
    digits: phoneDigits(phone),
    apartment_id: flat.apartmentId,
    resident_id: resident.id,
  })
}

/** One of our own people, whose group works on these categories of the classifier. */
export async function addWorker(
  store: Store,
  worker: { name: string; group: string; categories: string[]; phone: string },
): Promise<void> {
  const { knex } = store.repositories
  const { name, group, categories, phone } = worker
  const [added] = await knex('workers').insert({ name }).returning('id')
  await knex('worker_groups').insert({ name: group, categories }).onConflict('name').merge()
  const { id } = await knex('worker_groups').where({ name: group }).first('id')
  await knex('worker_group_members').insert({ group_id: id, worker_id: added.id })
  await knex('worker_phones').insert({ digits: phoneDigits(phone), worker_id: added.id })
}

export async function addOrganisation(
  store: Store,
  { name, kind, phone, note = '' }: { name: string; kind: string; phone: string; note?: string },
): Promise<void> {
  const { knex } = store.repositories
  const [added] = await knex('organisations').insert({ name, kind, note }).returning('id')
  await knex('organisation_phones').insert({ digits: phoneDigits(phone), organisation_id: added.id })
}

/** An entry of the classifier; the refuse chute of ПП 416, п. 13 by default. */
export async function addClassifier(store: Store, changes: Record<string, unknown> = {}): Promise<number> {
  const [entry] = await store.repositories
    .knex('classifier')
    .insert({
      place: 'Подъезд',
      category: 'Мусоропровод',
      problem: 'Засор',
      is_emergency: false,
      rule_version: 1,
      inform_minutes: null,
      localize_minutes: null,
      restore_minutes: null,
      eliminate_minutes: 120,
      calendar_from: 8,
      calendar_to: 23,
      basis: 'ПП РФ 416, п. 13',
      ...changes,
    })
    .returning('id')
  return entry.id
}
