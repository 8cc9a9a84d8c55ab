import type { Fault } from '#domain/import/resident-line.ts'
import { chance, type Chance } from '#server/scripts/demo/chance.ts'
import { family } from '#server/scripts/demo/names.ts'

/** A house that the directory must have before the file comes. */
export interface CityHouse {
  kind: string
  street: string
  number: string
  entrances: number
  floors: number
}

export interface ResidentsFile {
  houses: CityHouse[]
  /** The first row that holds headings; titles stand above it, as registers have them. */
  title: string[][]
  headings: string[]
  rows: string[][]
  /** What the import has to find, by line of the file. */
  faults: Fault[]
}

const headings = [
  'Нас. пункт',
  'Улица',
  '№ дома',
  'Корпус',
  'Кв-ра',
  'Подъезд',
  'Этаж',
  'Общая площадь, кв.м',
  '№ л/с',
  'Кол-во проживающих, чел.',
  'Ф.И.О.',
  'Отношение к собственнику',
  'Дата рождения',
  'Дата регистрации',
  'Выбыл',
  'Телефон',
  'Телефон 2',
  'Примечание',
] as const
type Heading = (typeof headings)[number]
type Row = Record<Heading, string>

const streetNames = [
  ['ул.', 'Республики'],
  ['ул.', 'Ленина'],
  ['ул.', 'Мельникайте'],
  ['ул.', '50 лет Октября'],
  ['ул.', 'Фёдорова'],
  ['пр-т', 'Геологоразведчиков'],
  ['проезд', 'Заречный'],
  ['пер.', 'Тихий'],
  ['б-р', 'Бориса Щербины'],
  ['ул.', '1-я Заводская'],
  ['ш.', 'Московское'],
  ['наб.', 'Берёзовая'],
] as const
const longKinds: Record<string, string> = {
  'ул.': 'улица',
  'пр-т': 'проспект',
  'пер.': 'переулок',
  'ш.': 'шоссе',
}

/**
 * A register as a housing company keeps it, the same for the same seed: title lines, headings and values in many
 * spellings, an empty line, and among its lines `each` faulty ones of every kind below.
 */
export function residentsFile(options: { rows: number; faultsOfKind: number; seed?: number }): ResidentsFile {
  const luck = chance(options.seed ?? 416)
  const houses = cityHouses(luck)
  const title = [['Реестр жителей многоквартирных домов'], ['по состоянию на', '01.11.2026'], ['']]
  const rows: Row[] = []
  for (let house = 0; rows.length < options.rows; house++) {
    const place = houses[house % houses.length]
    if (place !== undefined)
      addFlats(rows, { place, nth: Math.floor(house / houses.length), luck, most: options.rows })
  }
  const firstLine = title.length + 2
  const faults = spoil(rows, options.faultsOfKind, firstLine)
  return {
    houses,
    title,
    headings: [...headings],
    rows: rows.map((row) => headings.map((heading) => row[heading])),
    faults,
  }
}

function cityHouses(luck: Chance): CityHouse[] {
  return streetNames.flatMap(([kind, street]) =>
    Array.from({ length: 12 }, (_, nth) => ({
      kind,
      street,
      number: `${nth * 2 + 1}${nth % 5 === 3 ? 'а' : ''}${nth % 4 === 2 ? ' к. 2' : ''}`,
      entrances: 1 + luck.below(4),
      floors: 5 + luck.below(5),
    })),
  )
}

const flatsOnFloor = 4
/** Flats of a house that one round of the houses fills. */
const flatsOfRound = 20

function addFlats(
  rows: Row[],
  { place, nth, luck, most }: { place: CityHouse; nth: number; luck: Chance; most: number },
): void {
  for (let n = nth * flatsOfRound; n < (nth + 1) * flatsOfRound; n++) {
    const flat = `${n + 1}${n % 37 === 36 ? 'А' : ''}`
    const onEntrance = Math.ceil(1000 / place.entrances)
    const common: Partial<Row> = {
      'Нас. пункт': luck.pick(['Тюмень', 'г. Тюмень', 'город Тюмень', '']),
      Подъезд: String(Math.min(Math.floor(n / onEntrance) + 1, place.entrances)),
      Этаж: String((Math.floor(n / flatsOnFloor) % place.floors) + 1),
      'Общая площадь, кв.м': `${30 + luck.below(50)},${luck.below(10)}`,
      '№ л/с': `7200${String(rows.length + 100_000)}`,
    }
    const people = 1 + luck.below(4)
    const member = family(luck)
    const names = new Set<string>()
    while (names.size < people) names.add(member())
    for (const [index, name] of [...names].entries()) {
      if (rows.length === most) return
      rows.push({
        ...residentRow({ name, index, luck, nth: rows.length }),
        ...addressCells(place, flat, luck),
        ...common,
        'Кол-во проживающих, чел.': String(people),
      })
    }
  }
}

function addressCells(
  { kind, street, number }: CityHouse,
  flat: string,
  luck: Chance,
): Pick<Row, 'Улица' | '№ дома' | 'Корпус' | 'Кв-ра'> {
  const [house = '', building = ''] = number.split(' к. ')
  const isApart = building !== '' && luck.next() < 0.5
  return {
    Улица: luck.pick([
      `${kind} ${street}`,
      street,
      `${street} ${kind}`,
      `${longKinds[kind] ?? kind} ${street.toUpperCase()}`,
    ]),
    '№ дома':
      isApart || building === ''
        ? luck.pick([house, `д. ${house}`])
        : luck.pick([`${house} корп. ${building}`, `${house}/${building}`, `${house}к${building}`]),
    Корпус: isApart ? luck.pick([building, `корп. ${building}`, `к${building}`]) : '',
    'Кв-ра': luck.pick([flat, `кв. ${flat}`, `кв ${flat.toLowerCase()}`, flat.replace(/^(\d+)$/, '$1.0')]),
  }
}

const day = (luck: Chance, from: number, to: number): [number, number, number] => [
  from + luck.below(to - from),
  1 + luck.below(12),
  1 + luck.below(28),
]
const two = (n: number): string => String(n).padStart(2, '0')
const written = ([y, m, d]: [number, number, number], luck: Chance): string =>
  luck.pick([
    `${two(d)}.${two(m)}.${y}`,
    `${two(d)}.${two(m)}.${y} г.`,
    `${two(d)}/${two(m)}/${y}`,
    `${y}-${two(m)}-${two(d)}`,
  ])

/** Numbers that nobody has: those of the exchange do not begin with 0. */
function phone(luck: Chance, nth: number): string {
  const tail = String(nth % 100_000).padStart(5, '0')
  const mobile = `0${tail.slice(0, 2)}-${tail.slice(2, 4)}-${tail.slice(4)}${nth % 10}`
  return luck.pick([
    `+7 922 ${mobile}`,
    `8(922)${mobile.replaceAll('-', '')}`,
    `8 922 ${mobile}`,
    `7922${mobile.replaceAll('-', '')}`,
  ])
}

function residentRow({
  name,
  index,
  luck,
  nth,
}: {
  name: string
  index: number
  luck: Chance
  nth: number
}): Row {
  const hasLeft = luck.next() < 0.06
  return {
    'Нас. пункт': '',
    Улица: '',
    '№ дома': '',
    Корпус: '',
    'Кв-ра': '',
    Подъезд: '',
    Этаж: '',
    'Общая площадь, кв.м': '',
    '№ л/с': '',
    'Кол-во проживающих, чел.': '',
    'Ф.И.О.': luck.next() < 0.1 ? name.toUpperCase() : name,
    'Отношение к собственнику':
      index === 0
        ? luck.pick(['собственник', 'Собственник', 'наниматель'])
        : luck.pick(['член семьи', 'жена', 'сын', 'Дочь', 'родственник']),
    'Дата рождения': written(day(luck, 1940, 2010), luck),
    'Дата регистрации': luck.next() < 0.9 ? written(day(luck, 1975, 2019), luck) : '',
    Выбыл: hasLeft ? written(day(luck, 2020, 2025), luck) : luck.pick(['', '', '', '-']),
    Телефон: luck.next() < 0.7 ? phone(luck, nth) : luck.pick(['', 'нет', '-']),
    'Телефон 2':
      luck.next() < 0.1
        ? `8 3452 0${two(luck.below(90) + 10)}-${two(luck.below(90) + 10)}-${luck.below(10)}`
        : '',
    Примечание:
      luck.next() < 0.03 ? luck.pick(['ключ у соседей; кв. 3', 'инвалид 1 гр., 3 "эт."', '=не звонить']) : '',
  }
}

/** The ten kinds of fault, each with what it does to a row and in which column it is found. */
const spoilers: readonly {
  reason: Fault['reason']
  column: Heading
  spoil: (row: Row, before: Row) => Row
}[] = [
  { reason: 'missing', column: 'Ф.И.О.', spoil: (row) => ({ ...row, 'Ф.И.О.': '' }) },
  {
    reason: 'notADate',
    column: 'Дата регистрации',
    spoil: (row) => ({ ...row, 'Дата регистрации': '31.02.2015' }),
  },
  {
    reason: 'dateInFuture',
    column: 'Дата регистрации',
    spoil: (row) => ({ ...row, 'Дата регистрации': '01.02.2199', Выбыл: '' }),
  },
  {
    reason: 'endsBeforeStart',
    column: 'Выбыл',
    spoil: (row) => ({ ...row, 'Дата регистрации': '05.05.2010', Выбыл: '04.05.2010' }),
  },
  { reason: 'notAPhone', column: 'Телефон', spoil: (row) => ({ ...row, Телефон: 'спросить у Марии' }) },
  { reason: 'unknownStreet', column: 'Улица', spoil: (row) => ({ ...row, Улица: 'ул. Несуществующая' }) },
  { reason: 'unknownHouse', column: '№ дома', spoil: (row) => ({ ...row, '№ дома': '999', Корпус: '' }) },
  {
    reason: 'duplicateLine',
    column: 'Ф.И.О.',
    spoil: (_, before) => ({ ...before, Выбыл: '', 'Дата регистрации': '' }),
  },
  {
    reason: 'unknownRelation',
    column: 'Отношение к собственнику',
    spoil: (row) => ({ ...row, 'Отношение к собственнику': 'АБВ-17' }),
  },
  { reason: 'entranceOutOfRange', column: 'Подъезд', spoil: (row) => ({ ...row, Подъезд: '77' }) },
]

export const kindsOfFault: readonly Fault['reason'][] = spoilers.map(({ reason }) => reason)

function spoil(rows: Row[], ofKind: number, firstLine: number): Fault[] {
  const faults: Fault[] = []
  const count = spoilers.length * ofKind
  const step = Math.floor(rows.length / count)
  for (let n = 0; n < count; n++) {
    const spoiler = spoilers[n % spoilers.length]
    const at = (n + 1) * step - 1
    const row = rows[at]
    const before = rows[at - 1]
    if (spoiler === undefined || row === undefined || before === undefined)
      throw new Error('too few rows for so many faults')
    const spoiled = spoiler.spoil(row, before)
    rows[at] = spoiled
    faults.push({
      line: firstLine + at,
      column: spoiler.column,
      value: spoiled[spoiler.column],
      reason: spoiler.reason,
    })
  }
  return faults
}
