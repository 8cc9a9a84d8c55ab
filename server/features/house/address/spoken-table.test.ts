import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { normalised } from '#domain/house/address/normalise.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addActor, testDeps } from '#server/testing/people/factories.ts'
import { searchAddresses } from './search-addresses.ts'
import { spokenTable, spokenTown } from './spoken-table.ts'

let database: TestDatabase
let deps: Deps
let olga: Person
beforeAll(async () => {
  database = await createTestDatabase()
  deps = testDeps(database.store)
  olga = await addActor(database.store, 'operator')
  const { knex } = database
  await knex.raw(
    `insert into towns (name) select distinct value ->> 'town' from jsonb_array_elements(?::jsonb)`,
    [JSON.stringify(spokenTown)],
  )
  for (const { houses, ...street } of spokenTown) {
    const [row] = await knex('streets')
      .insert({ ...street, search: normalised(street.name) })
      .returning('id')
    await knex('houses').insert(houses.map((number) => ({ street_id: row.id, number })))
  }
  await knex.raw(`insert into apartments (house_id, number)
    select h.id, n from houses h, lateral (select n::text from generate_series(1, 60) n union select '12а') x (n)`)
})
afterAll(() => database.drop())

const search = async (text: string, houseId?: number): Promise<{ text: string; houseId: number }[]> => {
  const query = houseId === undefined ? { search: text } : { search: text, houseId }
  return (await searchAddresses(deps, olga, { params: undefined, body: undefined, query })).hits
}

describe('addresses as people speak', () => {
  it('are found at the first place, 95 of a hundred and more', async () => {
    expect(spokenTable.length).toBeGreaterThanOrEqual(100)
    const wrong: string[] = []
    for (const [said, meant] of spokenTable) {
      const [first] = await search(said)
      if (first?.text !== meant) wrong.push(`«${said}»: ${first?.text ?? 'nothing'}, not ${meant}`)
    }
    const right = spokenTable.length - wrong.length
    process.stdout.write(`${right} of ${spokenTable.length} spoken addresses right at first\n`)
    for (const line of wrong) process.stdout.write(`  ${line}\n`)
    expect(right / spokenTable.length).toBeGreaterThanOrEqual(0.95)
  })

  it('are a flat alone, once the house is known', async () => {
    const [house] = await search('республики 25')
    const inHouse = async (text: string) => (await search(text, house?.houseId)).map((hit) => hit.text)
    for (const said of ['12а', 'кв 12а', 'квартира двенадцать а', '12a'])
      expect([said, (await inHouse(said))[0]]).toEqual([said, 'ул. Республики, 25, кв. 12а'])
    expect(await inHouse('7')).toEqual(['ул. Республики, 25, кв. 7'])
    expect((await inHouse('1')).slice(0, 2)).toEqual([
      'ул. Республики, 25, кв. 1',
      'ул. Республики, 25, кв. 10',
    ])
    // a street that is said after all is another house
    expect((await inHouse('ленина 5'))[0]).toBe('ул. Ленина, 5')
    expect(await inHouse('777')).toEqual([])
  })

  it('come as one types', async () => {
    for (const typed of ['ре', 'респ', 'республ', 'республики', 'республики 2'])
      expect((await search(typed))[0]?.text).toMatch(/^ул\. Республики, /)
    expect((await search('республики 2')).map(({ text }) => text)).toContain('ул. Республики, 25')
  })

  it.each([
    "'; drop table streets; --",
    '%',
    '_____',
    '\\',
    '5'.repeat(100),
    '🙂',
    'кв',
    '/',
    'дом дом дом',
    '-5 -5',
  ])('are not made of «%s»', async (hostile) => {
    expect(await search(hostile)).toEqual([])
  })
})
