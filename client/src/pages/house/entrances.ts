import type { HouseFields } from '#contracts/house/house.ts'

type Entrances = HouseFields['entrances']
export type EntranceColumn = keyof Entrances[number]

export const entranceColumns: readonly EntranceColumn[] = [
  'number',
  'flatFrom',
  'flatTo',
  'floors',
  'lifts',
  'doorCode',
]

/** Columns that may be left empty. */
const optional: ReadonlySet<EntranceColumn> = new Set(['flatFrom', 'flatTo', 'floors'])

/** The list with one cell typed anew: what is no number stays NaN, and the contract says so beside the list. */
export function withCell(
  entrances: Entrances,
  row: number,
  column: EntranceColumn,
  typed: string,
): Entrances {
  const text = typed.trim()
  const number = text === '' ? (optional.has(column) ? null : Number.NaN) : Number(text)
  const value = column === 'doorCode' ? typed : number
  return entrances.map((entrance, index) => (index === row ? { ...entrance, [column]: value } : entrance))
}

/** Goes on where the last one ends. */
export function nextEntrance(entrances: Entrances): Entrances[number] {
  const last = entrances.at(-1)
  const flats =
    last?.flatFrom !== null && last?.flatFrom !== undefined && last.flatTo !== null
      ? last.flatTo - last.flatFrom
      : null
  const from = flats === null || last === undefined || last.flatTo === null ? null : last.flatTo + 1
  return {
    number: Math.max(0, ...entrances.map((one) => one.number)) + 1,
    flatFrom: from,
    flatTo: from === null || flats === null ? null : from + flats,
    floors: last?.floors ?? null,
    lifts: last?.lifts ?? 0,
    doorCode: '',
  }
}
