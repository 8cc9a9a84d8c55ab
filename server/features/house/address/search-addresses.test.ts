import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addClassifier, addFlat, addHouse } from '#server/testing/samples/houses.ts'
import { addActor, testDeps } from '#server/testing/people/factories.ts'
import { listClassifier } from '#server/features/classifier/list-classifier.ts'
import { searchAddresses } from './search-addresses.ts'

let database: TestDatabase
let deps: Deps
let olga: Person
beforeAll(async () => {
  database = await createTestDatabase()
  deps = testDeps(database.store)
  olga = await addActor(database.store, 'operator')
  for (const number of ['5', '5/2', '50', '7']) {
    const house = await addHouse(database.store, { street: 'Республики', number })
    await addFlat(database.store, house, '12')
  }
  await addHouse(database.store, { street: '50 лет Октября', number: '12' })
  await addHouse(database.store, { street: 'Берёзовая', kind: 'пер.', number: '1' })
})
afterAll(() => database.drop())

const search = async (text: string, actor = olga): Promise<string[]> =>
  (
    await searchAddresses(deps, actor, { params: undefined, body: undefined, query: { search: text } })
  ).hits.map((hit) => hit.text)

it.each([
  ['республики 7', ['ул. Республики, 7']],
  ['Тюмень, ул. Республики, д. 5', ['ул. Республики, 5', 'ул. Республики, 5/2', 'ул. Республики, 50']],
  ['республики 5 к 2', ['ул. Республики, 5/2']],
  ['республики 7 кв 12', ['ул. Республики, 7, кв. 12', 'ул. Республики, 7']],
  ['респуб 7', ['ул. Республики, 7']],
  ['рестублики 7', ['ул. Республики, 7']],
  ['берёзовая', ['пер. Берёзовая, 1']],
  ['березовая 1', ['пер. Берёзовая, 1']],
  ['50 лет октября 12', ['ул. 50 лет Октября, 12']],
  ['нет такой улицы 1', []],
  ['%', []],
])('«%s» finds %j', async (text, found) => {
  expect(await search(text)).toEqual(found)
})

it('lists the classifier with its rules, and keeps it a while', async () => {
  const id = await addClassifier(database.store)
  const input = { params: undefined, query: undefined, body: undefined }
  const { entries } = await listClassifier(deps, olga, input)
  expect(entries).toEqual([
    {
      id,
      place: 'Подъезд',
      category: 'Мусоропровод',
      problem: 'Засор',
      isEmergency: false,
      dangerScript: null,
      service: null,
      isActive: true,
      rule: {
        version: 1,
        informMinutes: null,
        localizeMinutes: null,
        restoreMinutes: null,
        eliminateMinutes: 120,
        calendar: [8, 23],
        basis: 'ПП РФ 416, п. 13',
      },
    },
  ])
  await addClassifier(database.store, { problem: 'Ещё один' })
  expect((await listClassifier(deps, olga, input)).entries).toHaveLength(1)
})
