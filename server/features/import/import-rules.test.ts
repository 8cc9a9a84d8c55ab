// @module-tag long
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Import } from '#contracts/import.ts'
import { readResidents } from './file/read-residents.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { addFlat, addHouse, addResident } from '#server/testing/samples/houses.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addActor, testClock, testDeps } from '#server/testing/people/factories.ts'
import { directoryAsText } from '#server/testing/samples/import-city.ts'
import { applyImport } from './apply-import.ts'
import { getImport } from './get-import.ts'
import { checkImport, writeImport } from './run-import.ts'
import { sendImport } from './send-import.ts'

let database: TestDatabase
let deps: Deps
let actor: Person
let houseId: number
const clock = testClock('2026-11-22T10:00:00.000Z')

beforeAll(async () => {
  database = await createTestDatabase()
  deps = testDeps(database.store, { now: clock.now })
  actor = await addActor(database.store, 'supervisor')
})
afterAll(() => database.drop())
beforeEach(async () => {
  await database.knex.raw(
    'truncate streets, houses, apartments, residents, phones, directory_history, imports, jobs cascade',
  )
  houseId = await addHouse(database.store, { street: 'Республики', number: '5 к. 2' })
})

async function check(text: string): Promise<Import> {
  const { id } = await sendImport(deps, actor, { fileName: 'a.csv', file: Buffer.from(text) })
  await checkImport(deps, { importId: id, readResidents, aside: deps.store })
  return getImport(deps, actor, { params: { id }, query: undefined, body: undefined })
}
async function bring(text: string): Promise<Import> {
  const { id } = await check(text)
  const input = { params: { id }, query: undefined, body: undefined }
  await applyImport(deps, actor, input)
  await writeImport(deps, { importId: id, readResidents, aside: deps.store })
  return getImport(deps, actor, input)
}
const card = () =>
  database
    .knex('apartment_residents as c')
    .join('residents as r', 'r.id', 'c.resident_id')
    .join('apartments as a', 'a.id', 'c.apartment_id')
    .orderBy('c.id')
    .select(
      'a.number',
      'r.name',
      'c.relation',
      'c.is_living',
      database.knex.raw('c.lives_from::text, c.lives_to::text'),
    )

test('who left ends his line of the card; nobody is deleted, an empty cell empties nothing', async () => {
  const flat = await addFlat(database.store, houseId, '12')
  await addResident(database.store, flat, { name: 'Иванов Пётр', phone: '+79220000001' })
  await addResident(database.store, flat, { name: 'Иванова Анна', phone: '+79220000002' })
  const done = await bring(
    'Улица;Дом;Кв;ФИО;Зарегистрирован с;Выбыл\nРеспублики;5/2;12;ИВАНОВ ПЕТР;;01.11.2026\n',
  )
  expect(done.counts).toMatchObject({ added: 0, changed: 1, same: 0 })
  expect(await card()).toMatchObject([
    { name: 'Иванов Пётр', relation: 'собственник', lives_from: null, lives_to: '2026-11-01' },
    { name: 'Иванова Анна', lives_to: null },
  ])
  expect(await database.knex('phones').count()).toEqual([{ count: 2 }])
})

test('who comes back has a second period; a day that was wrong is put right; again nothing changes', async () => {
  const file = [
    'Улица;Дом;Кв;ФИО;Зарегистрирован с;Выбыл',
    'Республики;5/2;12;Иванов Пётр;01.02.2000;01.03.2010',
    'Республики;5/2;12;Иванов Пётр;05.06.2015;',
  ].join('\n')
  await bring(file)
  const periods = [
    { lives_from: '2000-02-01', lives_to: '2010-03-01' },
    { lives_from: '2015-06-05', lives_to: null },
  ]
  expect(await card()).toMatchObject(periods)
  expect(await database.knex('residents').count()).toEqual([{ count: 1 }])
  const before = await directoryAsText(database.store)
  expect((await bring(file)).counts).toMatchObject({ same: 2, added: 0, changed: 0 })
  expect(await directoryAsText(database.store)).toEqual(before)

  await bring('Улица;Дом;Кв;ФИО;Зарегистрирован с\nРеспублики;5/2;12;Иванов Пётр;06.06.2015\n')
  expect(await card()).toMatchObject([periods[0], { lives_from: '2015-06-06', lives_to: null }])
})

test('a period gets its first day and another one without it is added by the same file', async () => {
  const flat = await addFlat(database.store, houseId, '12')
  await addResident(database.store, flat, { name: 'Иванов Пётр', phone: '+79220000001' })
  const file = [
    'Улица;Дом;Кв;ФИО;Зарегистрирован с;Выбыл',
    'Республики;5/2;12;Иванов Пётр;01.02.2000;01.03.2010',
    'Республики;5/2;12;Иванов Пётр;;05.06.1995',
  ].join('\n')
  expect((await bring(file)).counts).toMatchObject({ changed: 1, added: 1 })
  expect(await card()).toMatchObject([
    { lives_from: '2000-02-01', lives_to: '2010-03-01' },
    { lives_from: null, lives_to: '1995-06-05' },
  ])
  expect((await bring(file)).counts).toMatchObject({ same: 2 })
})

test('what no database keeps is read as a sign for it: half of a letter, where a long cell is cut', async () => {
  const long = `${'н'.repeat(199)}\u{1F600}${'н'.repeat(4_798)}\u{1F600}` // within a letter at 200 and at 5,000
  const { state, faults } = await bring(`Улица;Дом;Кв;ФИО;${long}\nРеспублики;5/2;1;${long};${long}\n`)
  expect(state).toBe('done')
  expect(faults[0]).toMatchObject({ column: 'ФИО', reason: 'tooLong', value: `${'н'.repeat(199)}\u{FFFD}` })
})

test('an old file brings no number back that moved, and none of a person who left', async () => {
  const flat = await addFlat(database.store, houseId, '12')
  await addResident(database.store, flat, { name: 'Иванов Пётр', phone: '+79220000001' })
  await database.knex('phones').update({ known_until: new Date('2026-01-01') })
  await bring(
    [
      'Улица;Дом;Кв;ФИО;Выбыл;Телефон',
      'Республики;5/2;12;Иванов Пётр;;8 922 000-00-01',
      'Республики;5/2;12;Сидоров Олег;01.05.2020;8 922 000-00-03',
      'Республики;5/2;12;Иванова Анна;;8 922 000-00-04, 8 3452 20-00-05',
    ].join('\n'),
  )
  const phones = await database.knex('phones').orderBy('digits').select('digits', 'kind', 'known_until')
  expect(phones).toMatchObject([
    { digits: '73452200005', kind: 'home', known_until: null },
    { digits: '79220000001', known_until: new Date('2026-01-01') },
    { digits: '79220000004', kind: 'mobile', known_until: null },
  ])
})

test('a number that the flat knows as nobody’s gets its person; somebody’s stays his', async () => {
  const flat = await addFlat(database.store, houseId, '12')
  await addResident(database.store, flat, { name: 'Иванов Пётр', phone: '+79220000001' })
  await database.knex('phones').insert({ digits: '79220000002', apartment_id: flat.apartmentId })
  const file = 'Улица;Дом;Кв;ФИО;Телефон\nРеспублики;5/2;12;Иванова Анна;89220000001, 89220000002\n'
  expect((await bring(file)).counts).toMatchObject({ added: 1 })
  const owners = await database
    .knex('phones as p')
    .join('residents as r', 'r.id', 'p.resident_id')
    .orderBy('p.digits')
    .select('p.digits', 'r.name')
  expect(owners).toEqual([
    { digits: '79220000001', name: 'Иванов Пётр' },
    { digits: '79220000002', name: 'Иванова Анна' },
  ])
  expect((await bring(file)).counts).toMatchObject({ same: 1, changed: 0 })
})

test('facts of a flat are brought and counted as its version; «дочь» stays the finer word', async () => {
  const flat = await addFlat(database.store, houseId, '12')
  await addResident(database.store, flat, { name: 'Иванова Анна', phone: '+79220000002', relation: 'дочь' })
  const file =
    'Адрес;ФИО;Статус;Этаж;Площадь;Л/с;Кол-во проживающих;Проживает\nул. Республики, д. 5 корп. 2, кв. 12;Иванова Анна;член семьи;4;44,50;7200-1;3;нет\n'
  expect((await bring(file)).counts).toMatchObject({ changed: 1 })
  const [known] = await database.knex('apartments')
  expect(known).toMatchObject({ floor: 4, area_m2: '44.50', account: '7200-1', living_count: 3, version: 2 })
  expect(await card()).toMatchObject([{ relation: 'дочь', is_living: false }])
  expect((await bring(file)).counts).toMatchObject({ same: 1, changed: 0 })
  expect(await database.knex('apartments').first()).toMatchObject({ version: 2 })
})

test('every other kind of fault is named where it is', async () => {
  const long = 'Л'.repeat(300)
  const { faults, counts } = await check(
    [
      'Улица;Дом;Кв;Подъезд;Этаж;Площадь;Л/с;ФИО;Фактически проживает',
      'Республики;5/2;б/н;1;1;40;1;Иванов Иван;да',
      'Республики;5/2;12,13;1;1;40;1;Иванов Иван;да',
      'Республики;5/2;14;первый;1;сорок;1;Иванов Иван;да',
      `Республики;5/2;15;1;1;40;1;${long};да`,
      'Республики;5/2;16;1;1;40;1;Иванов Иван;может быть',
      'Республики;5/2;17;1;3;40;1;Иванов Иван;да',
      'Республики;5/2;17;1;4;40;1;Иванова Анна;да',
      ';5/2;18;1;4;40;1;Иванова Анна;да',
      'Республики;;18;1;4;40;1;Иванова Анна;да',
      'Республики;5/2;;1;4;40;1;Иванова Анна;да',
      ';;;;;;;;',
    ].join('\r\n'),
  )
  expect(counts).toMatchObject({ read: 10, good: 1, faulty: 9 })
  expect(faults.map(({ line, column, reason }) => [line, column, reason])).toEqual([
    [2, 'Кв', 'badFlatNumber'],
    [3, 'Кв', 'badFlatNumber'],
    [4, 'Подъезд', 'notANumber'],
    [4, 'Площадь', 'notANumber'],
    [5, 'ФИО', 'tooLong'],
    [6, 'Фактически проживает', 'notYesOrNo'],
    [8, 'Этаж', 'contradicts'],
    [9, 'Улица', 'missing'],
    [10, 'Дом', 'missing'],
    [11, 'Кв', 'missing'],
  ])
})

test.each([
  ['a file of something else', 'Ведомость\nПоказания;Дата\n12;13\n', 'noHeadings', 0],
  ['no column of the flat', 'Улица;Дом;ФИО;Телефон\nРеспублики;5/2;Иванов;1\n', 'missingColumns', 4],
  ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex').toString('latin1'), 'oldExcel', 0],
])('%s is told and nothing is written', async (_, text, error, columns) => {
  const { id } = await sendImport(deps, actor, {
    fileName: 'x',
    file: Buffer.from(text, error === 'oldExcel' ? 'latin1' : 'utf8'),
  })
  await checkImport(deps, { importId: id, readResidents, aside: deps.store })
  const found = await getImport(deps, actor, { params: { id }, query: undefined, body: undefined })
  expect(found).toMatchObject({ state: 'failed', error })
  expect(found.columns).toHaveLength(columns)
})

test('applied twice it is written once, and the file is gone then', async () => {
  const done = await bring('Улица;Дом;Кв;ФИО\nРеспублики;5/2;12;Иванов Пётр\n')
  const input = { params: { id: done.id }, query: undefined, body: undefined }
  expect(await applyImport(deps, actor, input)).toMatchObject({ state: 'done', counts: { added: 1 } })
  expect(await database.knex('jobs').where({ kind: 'import.apply' }).count()).toEqual([{ count: 1 }])
  await writeImport(deps, { importId: done.id, readResidents, aside: deps.store })
  expect(await card()).toHaveLength(1)
})
