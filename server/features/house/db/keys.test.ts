import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { houseKey, normalised } from '#domain/house/address/normalise.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { queryOne } from '#server/platform/db/sql.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const part = fc.constantFrom(
  ...[
    '5',
    '12',
    ' ',
    '  ',
    '/',
    '-',
    '.',
    'к',
    ' к. ',
    'корп. ',
    ' корпус',
    'стр.',
    ' строение ',
    'с',
    'а',
    'Б',
    'ё',
  ],
  ...['литера ', ' лит. ', 'д. ', 'дом ', '«', ',', 'К'],
)

it('makes of any house number the same key in SQL as in the domain', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 6 }), async (parts) => {
      const number = parts.join('')
      const found = await queryOne<{ key: string; line: string }>(
        database.knex,
        'select house_key(?) as key, normalised(?) as line',
        [number, number],
      )
      expect(found).toEqual({ key: houseKey(number), line: normalised(number) })
    }),
    { numRuns: 400 },
  )
})

it('keeps the keys of houses and people itself', async () => {
  const { knex } = database
  await knex('towns').insert({ name: 'Тюмень' })
  const [street] = await knex('streets')
    .insert({ town: 'Тюмень', kind: 'ул.', name: 'Лесная', search: 'лесная' })
    .returning('id')
  const [house] = await knex('houses').insert({ street_id: street.id, number: '5 к. 1' }).returning('*')
  expect(house.number_key).toBe('5/1')
  const [renumbered] = await knex('houses').where({ id: house.id }).update({ number: '5-А' }).returning('*')
  expect(renumbered.number_key).toBe('5а')
  const [person] = await knex('residents').insert({ name: 'Алёна Щукина' }).returning('*')
  expect(person.search).toBe('алена щукина')
})
