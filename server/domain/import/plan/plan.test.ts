import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createFileFlat, takeRow, type FileFlat, type GrowingFlat } from '../file-lines.ts'
import { historyOf } from '../history.ts'
import type { KnownFlat } from './known-flat.ts'
import { planFlat, type FlatPlan } from './plan.ts'

const today = '2026-11-22'
const house = { id: 1, streetId: 1, number: '5', entrances: 4 }
const headings = [
  'Улица',
  'Дом',
  'Кв',
  'Этаж',
  'Л/с',
  'ФИО',
  'Статус',
  'С',
  'По',
  'Проживает',
  'Телефон',
  'Телефон квартиры',
  'Примечание',
]
const columns = [
  'street',
  'house',
  'flat',
  'floor',
  'account',
  'name',
  'relation',
  'livesFrom',
  'livesTo',
  'isLiving',
  'phone',
  'flatPhone',
  'note',
] as const

/** What a file of these rows says of its one flat; null when all its lines are faulty. */
function fileOf(rows: readonly string[][]): FileFlat | null {
  const shape = { headings, columns, today, findHouse: () => house }
  let flat: GrowingFlat | undefined
  for (const [index, row] of rows.entries()) {
    const taken = takeRow(['Ленина', '5', '12', ...row], index + 2, shape)
    if (taken === null || Array.isArray(taken)) continue
    flat ??= createFileFlat(taken.line, shape)
    flat.take(taken)
  }
  return flat?.gathered ?? null
}

let nextId = 1_000
/** The flat as the writer leaves it (features/import/db/write-plans.ts). */
function written({ known, file, facts, people, periods, phones }: FlatPlan): KnownFlat {
  for (const person of people) person.id ??= nextId++
  const flat: KnownFlat = known ?? {
    id: 1,
    entrance: null,
    floor: null,
    areaM2: null,
    account: null,
    livingCount: null,
    card: [],
    phones: [],
  }
  const card = flat.card.map((line) => {
    const period = periods.find(({ id }) => id === line.id)
    const person = people.find(({ id }) => id === line.residentId)
    const changed = period ?? line
    return {
      ...line,
      note: person?.note ?? line.note,
      relation: changed.relation,
      livesFrom: changed.livesFrom,
      livesTo: changed.livesTo,
      isLiving: changed.isLiving,
    }
  })
  for (const { id, person, relation, livesFrom, livesTo, isLiving } of periods)
    if (id === null)
      card.push({
        id: nextId++,
        residentId: person.id ?? 0,
        name: person.name,
        note: person.note,
        relation,
        livesFrom,
        livesTo,
        isLiving,
      })
  const taken = new Map(phones.map((step) => [step.digits, step]))
  return {
    ...flat,
    ...Object.fromEntries(Object.keys(facts.changes).map((fact) => [fact, file[fact as keyof FileFlat]])),
    card,
    phones: [
      ...flat.phones.map((phone) => ({
        ...phone,
        residentId: phone.residentId ?? taken.get(phone.digits)?.person?.id ?? null,
      })),
      ...phones
        .filter(({ isNew }) => isNew)
        .map(({ digits, person }) => ({ digits, residentId: person?.id ?? null, isOver: false })),
    ],
  }
}

const isSettled = ({ facts, people, periods, phones, outcomes }: FlatPlan): boolean =>
  Object.keys(facts.changes).length === 0 &&
  people.length === 0 &&
  periods.length === 0 &&
  phones.length === 0 &&
  outcomes.every((outcome) => outcome === 'same')

const days = ['', '01.02.1990', '01.03.2000', '05.06.2010', '07.08.2015', '09.10.2020', '01.11.2026']
const row = fc.tuple(
  fc.constantFrom('', '3'),
  fc.constantFrom('', '7200'),
  fc.constantFrom('Иванов Иван', 'ИВАНОВ ИВАН', 'Иванова Анна', 'Петров Пётр', 'Петров Петр'),
  fc.constantFrom('', 'собственник', 'жена', 'наниматель'),
  fc.constantFrom(...days),
  fc.constantFrom(...days),
  fc.constantFrom('', 'да', 'нет'),
  fc.constantFrom('', '89220000001', '89220000002', '89220000001, 89220000003'),
  fc.constantFrom('', '83452200001', '89220000001'),
  fc.constantFrom('', 'ключ у соседей'),
)
const files = fc.array(fc.array(row, { minLength: 1, maxLength: 7 }), { minLength: 1, maxLength: 4 })

/** Brings one file after another; the flat after each. */
function bring(all: readonly string[][][]): KnownFlat[] {
  const flats: KnownFlat[] = []
  for (const rows of all) {
    const file = fileOf(rows)
    if (file === null) continue
    const before = flats.at(-1) ?? null
    const plan = planFlat(file, before, today)
    const after = written(plan)
    for (const { id } of historyOf(plan, 1, 5)) expect(id).toBeGreaterThan(0)
    const again = fileOf(rows)
    expect(again === null || isSettled(planFlat(again, after, today))).toBe(true)
    for (const line of before?.card ?? []) expect(after.card.some(({ id }) => id === line.id)).toBe(true)
    for (const phone of before?.phones ?? [])
      expect(after.phones.find(({ digits }) => digits === phone.digits)?.residentId).toBe(
        phone.residentId ?? after.phones.find(({ digits }) => digits === phone.digits)?.residentId,
      )
    flats.push(after)
  }
  return flats
}

it(
  'whatever came before: a file that was written changes nothing, nobody is lost and no period is impossible',
  { tags: ['long'] },
  () => {
    fc.assert(
      fc.property(files, (all) => {
        for (const { card } of bring(all)) {
          // as the database's own constraints have it
          for (const { livesFrom, livesTo } of card) expect((livesFrom ?? '') <= (livesTo ?? '9')).toBe(true)
          const periods = card.map(({ residentId, livesFrom }) => `${residentId} ${livesFrom}`)
          expect(new Set(periods).size).toBe(periods.length)
        }
      }),
      { numRuns: 1_500 },
    )
  },
)

const ivan = (livesFrom: string, livesTo: string, phone = ''): string[] => {
  return ['', '', 'Иванов Иван', '', livesFrom, livesTo, '', phone, '', '']
}
const periodsAfter = (...all: readonly string[][][]): string[] | undefined =>
  bring(all)
    .at(-1)
    ?.card.map(({ livesFrom, livesTo }) => `${livesFrom ?? ''}…${livesTo ?? ''}`)

it('a last day alone ends the period that is not over, and the same file again leaves the earlier one', () => {
  const periods = periodsAfter(
    [ivan('', '01.03.2000'), ivan('', '')],
    [ivan('07.08.2015', ''), ivan('01.02.1990', '01.02.1990')],
    [ivan('', '01.11.2026'), ivan('', '')],
  )
  expect(periods).toEqual(['1990-02-01…1990-02-01', '2015-08-07…2026-11-01'])
})

it('a first day that neither the file nor the card gives does not make them one period', () => {
  const earlier = [ivan('', '01.03.2000'), ivan('07.08.2015', '')]
  expect(periodsAfter(earlier, [ivan('', '01.11.2026')])).toEqual(['…2000-03-01', '2015-08-07…2026-11-01'])

  // who lives here brings his number, though an earlier period of his is over
  const after = bring([earlier, [ivan('', '', '89220000001')]]).at(-1)
  expect(after?.phones.map(({ digits }) => digits)).toEqual(['79220000001'])
})
