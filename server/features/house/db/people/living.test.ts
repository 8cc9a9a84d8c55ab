import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { livingCount, type CardPeriod } from '#domain/house/living-count.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addFlat, addHouse } from '#server/testing/samples/houses.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-11-${String(n).padStart(2, '0')}`)
const period = fc
  .record({
    residentId: fc.integer({ min: 0, max: 3 }),
    livesFrom: fc.option(day),
    livesTo: fc.option(day),
    isLiving: fc.boolean(),
  })
  .filter(({ livesFrom, livesTo }) => livesFrom === null || livesTo === null || livesTo >= livesFrom)
const card = fc.uniqueArray(period, {
  selector: (line) => `${line.residentId} ${line.livesFrom}`,
  maxLength: 8,
})

let nth = 0
async function store(flat: { stored: number | null; card: readonly CardPeriod[] }) {
  const { knex, store: to } = database
  nth += 1
  const houseId = await addHouse(to, { street: 'Счётная', number: String(nth) })
  const { apartmentId } = await addFlat(to, houseId, '1')
  await knex('apartments').where({ id: apartmentId }).update({ living_count: flat.stored, entrance: 2 })
  const people: number[] = []
  for (let i = 0; i < 4; i++) {
    const [row] = await knex('residents')
      .insert({ name: `Жилец ${i}` })
      .returning('id')
    people.push(row.id)
  }
  for (const line of flat.card)
    await knex('apartment_residents').insert({
      apartment_id: apartmentId,
      resident_id: people[line.residentId],
      relation: 'член семьи',
      lives_from: line.livesFrom,
      lives_to: line.livesTo,
      is_living: line.isLiving,
    })
  return houseId
}

it('counts the same in SQL as in the domain, whatever the card, in both positions of the setting', async () => {
  const flats = fc.record({ stored: fc.option(fc.integer({ min: 0, max: 9 })), card })
  await fc.assert(
    fc.asyncProperty(flats, day, async (flat, today) => {
      const houseId = await store(flat)
      for (const fromCard of [true, false]) {
        const found = await database.store.repositories.living.ofHouses([{ houseId, entrances: null }], {
          fromCard,
          today,
        })
        expect(found.get(houseId)?.living).toBe(livingCount(flat, fromCard, today) ?? 0)
      }
    }),
    { numRuns: 60 },
  )
})

it('counts only the entrances that are meant', async () => {
  const houseId = await store({ stored: 3, card: [] })
  const count = async (entrances: number[] | null) =>
    (
      await database.store.repositories.living.ofHouses([{ houseId, entrances }], {
        fromCard: false,
        today: '2026-11-22',
      })
    ).get(houseId)
  expect(await count(null)).toEqual({ living: 3, flats: 1 })
  expect(await count([2])).toEqual({ living: 3, flats: 1 })
  expect(await count([1])).toEqual({ living: 0, flats: 0 })
})
