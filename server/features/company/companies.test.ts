import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CompanyFields } from '#contracts/company.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addActor, testClock, testDeps } from '#server/testing/people/factories.ts'
import { companyFields, firstCompany } from '#server/testing/samples/companies.ts'
import { addHouse } from '#server/testing/samples/houses.ts'
import { getHouseCompanies } from './houses/get-house-companies.ts'
import { giveHouses } from './houses/give-houses.ts'
import { listHousesOfCompany } from './houses/list-houses-of-company.ts'
import { undoHouseCompanyChange } from './houses/undo-change.ts'
import { listCompanies } from './list-companies.ts'
import { saveCompany } from './save-company.ts'

let database: TestDatabase
let deps: Deps
let admin: Person
let first: number
let houses: number[]
beforeAll(async () => {
  database = await createTestDatabase()
  deps = testDeps(database.store, { now: testClock('2026-11-28T10:00:00.000Z').now })
  admin = await addActor(database.store, 'admin')
  first = await firstCompany(database.store)
  houses = []
  for (const number of ['1', '2', '3'])
    houses.push(await addHouse(database.store, { street: 'Мира', number }))
  await database.knex('houses').where({ id: houses[2] }).update({ managed_to: '2026-10-31' })
})
afterAll(() => database.drop())

const nothing = { params: undefined, query: undefined, body: undefined }
const save = (id: number, version: number, changes: Partial<CompanyFields>) =>
  saveCompany(deps, admin, {
    params: { id },
    query: undefined,
    body: { version, fields: companyFields(changes) },
  })
const periodsOf = async (id: number) =>
  (await getHouseCompanies(deps, admin, { ...nothing, params: { id } })).periods
const give = (companyId: number | null, houseIds: number[], since: string | null) =>
  giveHouses(deps, admin, { ...nothing, body: { companyId, houseIds, since } })

describe('companies', () => {
  let second: number

  it('with the second one every house is the first one’s, as long as it was managed', async () => {
    expect(await periodsOf(houses[0] ?? 0)).toEqual([])
    expect(await listCompanies(deps, admin, nothing)).toMatchObject({
      companies: [{ id: first, houses: 3 }],
      withoutCompany: 0,
    })
    second = (await save(0, 0, { name: 'ТСЖ «Дом»', shortName: 'Дом' })).id
    expect(await periodsOf(houses[0] ?? 0)).toEqual([{ companyId: first, since: null, until: null }])
    expect(await periodsOf(houses[2] ?? 0)).toEqual([{ companyId: first, since: null, until: '2026-11-01' }])
    const listed = await listCompanies(deps, admin, nothing)
    expect(listed.companies.map(({ id, houses: count }) => [id, count])).toEqual([
      [first, 2],
      [second, 0],
    ])
    expect(listed.withoutCompany).toBe(1)
  })

  it('are changed on the version that was read, told to boards and audited by what differs', async () => {
    const changed = await save(second, 1, { name: 'ТСЖ «Дом»', shortName: 'Дом 1', emergencyPhone: '112' })
    expect(changed).toMatchObject({ version: 2, shortName: 'Дом 1' })
    await expect(save(second, 1, {})).rejects.toMatchObject({ code: 'conflict', details: { current: 2 } })
    const [audit] = await database.store.repositories.audit.newest(1)
    expect(audit).toMatchObject({
      action: 'company.changed',
      subject: `company:${second}`,
      details: { shortName: ['Дом', 'Дом 1'], emergencyPhone: ['', '112'] },
    })
    const head = await database.store.repositories.journal.head()
    const [entry] = await database.store.repositories.journal.after(head - 1, 1)
    expect(entry?.data).toEqual({ type: 'company.changed', company: changed })
    // the same again says nothing
    await save(second, 2, { name: 'ТСЖ «Дом»', shortName: 'Дом 1', emergencyPhone: '112' })
    expect(await database.store.repositories.journal.head()).toBe(head)
  })

  it.each<[string, Partial<CompanyFields>]>([
    ['contractTo', { contractFrom: '2026-12-01', contractTo: '2026-11-30' }],
    ['dayToHour', { dayFromHour: 17, dayToHour: 8 }],
  ])('are refused with an end before its beginning: %s', async (field, changes) => {
    await expect(save(second, 2, changes)).rejects.toMatchObject({ code: 'badInput', details: { field } })
  })

  it('have numbers under a prefix that no other company has', async () => {
    await save(second, 2, { name: 'ТСЖ «Дом»', shortName: 'Дом 1', emergencyPhone: '112', numberPrefix: 'Д' })
    await expect(save(0, 0, { name: 'Третья', numberPrefix: 'Д' })).rejects.toMatchObject({
      code: 'badInput',
      details: { field: 'numberPrefix' },
    })
    expect(CompanyFields.safeParse(companyFields({ numberPrefix: 'О' })).success).toBe(false)
    expect(CompanyFields.parse(companyFields({ numberPrefix: 'ую' })).numberPrefix).toBe('УЮ')
  })

  it('get many houses at once from a day on, and undo gives them back once', async () => {
    const [one = 0, two = 0] = houses
    const change = await give(second, [one, two], '2026-12-01')
    expect(change).toMatchObject({ houseCount: 2, firstAddress: 'ул. Мира, 1', byName: admin.name })
    for (const id of [one, two])
      expect(await periodsOf(id)).toEqual([
        { companyId: first, since: null, until: '2026-12-01' },
        { companyId: second, since: '2026-12-01', until: null },
      ])
    const history = await database.store.repositories.directoryHistory.of('house', two, 1)
    expect(history).toMatchObject([
      {
        what: 'companyGiven',
        changes: { company: ['Управляющая компания', 'ТСЖ «Дом»'], companySince: ['', '2026-12-01'] },
      },
    ])
    const listed = await listHousesOfCompany(deps, admin, { ...nothing, params: { id: second } })
    expect(listed.houses.map(({ id }) => id)).toEqual([one, two])
    const undo = () => undoHouseCompanyChange(deps, admin, { ...nothing, params: { id: change.id } })
    expect((await undo()).undoneAt).not.toBeNull()
    expect(await periodsOf(one)).toEqual([{ companyId: first, since: null, until: null }])
    await expect(undo()).rejects.toMatchObject({ code: 'conflict' })
  })

  it('undo nothing of a house that was given away since', async () => {
    const [one = 0] = houses
    const early = await give(second, [one], '2027-01-01')
    await give(null, [one], '2027-06-01')
    await expect(
      undoHouseCompanyChange(deps, admin, { ...nothing, params: { id: early.id } }),
    ).rejects.toMatchObject({ code: 'conflict', details: { houseId: one } })
  })

  it('refuse a company and a house that are not there', async () => {
    await expect(give(987_654, houses, null)).rejects.toMatchObject({ code: 'notFound' })
    await expect(give(first, [987_654], null)).rejects.toMatchObject({ code: 'badInput' })
  })

  it('hold a house on one day at once, whoever writes it', async () => {
    const [, two = 0] = houses
    await expect(
      database.knex('house_companies').insert({ house_id: two, company_id: second, since: '2026-12-24' }),
    ).rejects.toMatchObject({ code: '23P01' })
  })
})
