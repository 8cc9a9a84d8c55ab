import { spokenAddresses } from '../house/address/spoken-address.ts'
import { longest, type Field } from './fields.ts'
import { lineCells, type LineCells } from './line-cells.ts'
import { withBuilding, type FindHouse, type KnownHouse } from './places.ts'
import type { Fault, ResidentLine } from './resident-line.ts'
import { parseDate } from './values/date.ts'
import { flatKey, parseFlatNumber } from './values/flat-number.ts'
import { parseInteger, parseNumber } from './values/number.ts'
import { nameKey, parseName } from './values/person-name.ts'
import { parsePhones, type FilePhone, type PhoneKind } from './values/phones.ts'
import { parseRelation } from './values/relation.ts'

export interface FileShape {
  headings: readonly string[]
  columns: readonly (Field | null)[]
  findHouse: FindHouse
  /** The organisation's day: nobody was registered after it. */
  today: string
}

/** One row of the file: a good line, or everything that is wrong with it. */
export function readLine(row: readonly string[], line: number, shape: FileShape): ResidentLine | Fault[] {
  const cells = lineCells(row, { ...shape, line })
  const place = readPlace(cells, shape.findHouse)
  const name = readName(cells)
  const period = readPeriod(cells, shape.today)
  const rest = {
    entrance: readEntrance(cells, place?.house ?? null),
    floor: cells.read('floor', (text) => parseInteger(text, -5, 200), 'notANumber'),
    areaM2: cells.read('areaM2', parseArea, 'notANumber'),
    account: readText(cells, 'account', longest.account) || null,
    livingCount: cells.read('livingCount', (text) => parseInteger(text, 0, 10_000), 'notANumber'),
    relation: cells.read('relation', parseRelation, 'unknownRelation'),
    isLiving: readYesNo(cells),
    note: readText(cells, 'note', longest.note),
    phones: phoneKinds.flatMap(([field, kind]) => readPhones(cells, field, kind)),
    flatPhones: readPhones(cells, 'flatPhone', null),
  }
  if (cells.faults.length > 0 || place === null || name === null) return cells.faults
  return {
    line,
    houseId: place.house.id,
    flat: place.flat,
    flatKey: flatKey(place.flat),
    name,
    nameKey: nameKey(name),
    ...period,
    ...rest,
  }
}

const phoneKinds: readonly (readonly [Field, PhoneKind | null])[] = [
  ['phone', null],
  ['mobilePhone', 'mobile'],
  ['homePhone', 'home'],
  ['workPhone', 'work'],
]

/** Nobody has more of one kind; who has fills the directory with them. */
const mostPhones = 20

function readPhones(cells: LineCells, field: Field, kind: PhoneKind | null): FilePhone[] {
  const found: FilePhone[] = []
  for (const { index, text } of cells.texts(field)) {
    if (text.length > longest.phones) cells.faultAt(index, 'tooLong')
    else found.push(...(parsePhones(text, kind) ?? cells.faultAt(index, 'notAPhone') ?? []))
    if (found.length <= mostPhones) continue
    cells.faultAt(index, 'tooLong')
    break
  }
  return found
}

const yes = /^(да|д|\+|1|true|истина|yes|проживает)$/i
const no = /^(нет|н|0|false|ложь|no|не проживает)$/i
const parseYesNo = (text: string): boolean | null => (yes.test(text) ? true : no.test(text) ? false : null)

function readYesNo(cells: LineCells): boolean | null {
  const text = cells.plain('isLiving')
  return text === '' ? null : (parseYesNo(text) ?? cells.fault('isLiving', 'notYesOrNo'))
}

function parseArea(text: string): number | null {
  const area = parseNumber(text.replace(/\s*(кв\.?\s*м|м2|м²)\.?$/i, ''))
  return area !== null && area > 0 && area <= 100_000 ? Math.round(area * 100) / 100 : null
}

function readText(cells: LineCells, field: 'account' | 'note', most: number): string {
  const text = field === 'note' ? cells.whole(field) : cells.text(field)
  if (text.length > most) cells.fault(field, 'tooLong')
  return text
}

interface PlaceTexts {
  street: string
  house: string
  flat: string
}

function readPlace(cells: LineCells, findHouse: FindHouse): { house: KnownHouse; flat: string } | null {
  const town = cells.text('town')
  const [first, ...others] = cells.has('street') ? [columnsOf(cells)] : addressesOf(cells)
  const where = (field: 'street' | 'house' | 'flat'): Field => (cells.has(field) ? field : 'address')
  const find = (texts: PlaceTexts) => findHouse({ town, street: texts.street, house: texts.house })

  // one line may be read in several ways («Республики 5 12»): the first that names a house of ours
  const texts = [first, ...others].find((one) => one !== undefined && typeof find(one) === 'object') ?? first
  if (texts === undefined || texts.street === '') cells.fault(where('street'), 'missing')
  else if (texts.house === '') cells.fault(where('house'), 'missing')
  const found = texts === undefined || texts.street === '' || texts.house === '' ? null : find(texts)
  if (found === 'unknownStreet') cells.fault(where('street'), found)
  if (found === 'unknownHouse') cells.fault(where('house'), found)

  const flat = readFlat(cells, texts?.flat ?? '', where('flat'))
  return found === null || typeof found === 'string' || flat === null ? null : { house: found, flat }
}

const columnsOf = (cells: LineCells): PlaceTexts => {
  const house = cells.text('house')
  return {
    street: cells.text('street'),
    house: house === '' ? '' : withBuilding(house, cells.text('building')),
    flat: cells.text('flat'),
  }
}

const addressesOf = (cells: LineCells): PlaceTexts[] =>
  spokenAddresses(cells.text('address')).map(({ words, kinds, house, apartment }) => ({
    street: [...kinds.slice(0, 1), ...words].join(' '),
    house: house ?? '',
    flat: cells.has('flat') ? cells.text('flat') : (apartment ?? ''),
  }))

function readFlat(cells: LineCells, text: string, where: Field): string | null {
  if (text === '') return cells.fault(where, 'missing')
  if (text.length > longest.flat) return cells.fault(where, 'tooLong')
  return parseFlatNumber(text) ?? cells.fault(where, 'badFlatNumber')
}

function readName(cells: LineCells): string | null {
  const parts = (['surname', 'givenName', 'patronymic'] as const).map((field) => cells.text(field))
  const text = cells.text('name') || parts.filter((part) => part !== '').join(' ')
  const field = cells.has('name') ? 'name' : 'surname'
  if (!/\p{L}{2}/u.test(text)) return cells.fault(field, 'missing')
  return text.length > longest.name ? cells.fault(field, 'tooLong') : parseName(text)
}

function readPeriod(cells: LineCells, today: string): { livesFrom: string | null; livesTo: string | null } {
  const livesFrom = cells.read('livesFrom', parseDate, 'notADate')
  const livesTo = cells.read('livesTo', parseDate, 'notADate')
  if (livesFrom !== null && livesFrom > today) cells.fault('livesFrom', 'dateInFuture')
  // a day to come may well end a period: a registration for a year
  else if (livesFrom !== null && livesTo !== null && livesTo < livesFrom)
    cells.fault('livesTo', 'endsBeforeStart')
  return { livesFrom, livesTo }
}

function readEntrance(cells: LineCells, house: KnownHouse | null): number | null {
  const entrance = cells.read('entrance', (text) => parseInteger(text, -1000, 1000), 'notANumber')
  if (entrance === null || house === null || (entrance >= 1 && entrance <= house.entrances)) return entrance
  return cells.fault('entrance', 'entranceOutOfRange')
}
