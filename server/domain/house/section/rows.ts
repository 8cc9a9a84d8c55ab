import type { SectionFlat } from '#contracts/house/section.ts'

export interface FlatRow {
  floor: number | null
  /** Of the length of the entrance's columns; null: no flat there. */
  cells: (SectionFlat | null)[]
}

/** From where a part of the picture is known: written in the directory, told by the numbers of the flats, or not at all. */
export type Known = 'directory' | 'numbers' | 'nothing'

export interface EntranceSection {
  /** Null: flats of which nobody knows the entrance. */
  number: number | null
  /** From the top floor down; what has no floor comes last, with `floor` null. */
  rows: FlatRow[]
  columns: number
  floors: Known
  risers: Known
}

/** «12а» is the twelfth; a shop «н1» has no place among the flats. */
export const placeOf = (flat: SectionFlat): number | null => {
  const digits = /^\d{1,9}/.exec(flat.number)?.[0]
  return digits === undefined ? null : Number(digits)
}

interface Placed {
  flat: SectionFlat
  floor: number | null
}

/** A house of more floors than this is a slip of the pen: only floors that have flats are drawn. */
const tallest = 60
/** Flats of which no floor is known, in a row. */
const looseInRow = 4
/** So many flats on a landing are no landing: the directory's "1 floor" is what it says of a house nobody described. */
const widestLanding = 12

/** The flats of one entrance, in order of their numbers, floor by floor. */
export function rowsOf(
  flats: readonly SectionFlat[],
  floors: number,
): Pick<EntranceSection, 'rows' | 'columns' | 'floors' | 'risers'> {
  const isSaid = flats.some(({ floor }) => floor !== null)
  const counted = isSaid ? null : byCounting(flats, floors)
  const placed = counted ?? flats.map((flat) => ({ flat, floor: flat.floor }))
  const standing = placed.filter(({ floor }) => floor !== null)
  const loose = placed.filter(({ floor }) => floor === null).map(({ flat }) => flat)
  const { rows, risers } = landings(standing)
  const columns = Math.max(...rows.map(({ cells }) => cells.length), Math.min(loose.length, looseInRow))
  for (let from = 0; from < loose.length; from += columns)
    rows.push({ floor: null, cells: loose.slice(from, from + columns) })
  return {
    rows: rows.map(({ floor, cells }) => ({ floor, cells: filled(cells, columns) })),
    columns,
    floors: loose.length > 0 ? 'nothing' : counted === null ? 'directory' : 'numbers',
    risers,
  }
}

const filled = (cells: FlatRow['cells'], columns: number): FlatRow['cells'] => [
  ...cells,
  ...Array.from({ length: columns - cells.length }, () => null),
]

/** As many flats on each floor, numbered upwards without a gap: how nearly every block is numbered. */
function byCounting(flats: readonly SectionFlat[], floors: number): Placed[] | null {
  const perFloor = flats.length / floors
  const first = flats[0] && placeOf(flats[0])
  const isRun = flats.every((flat, index) => placeOf(flat) === (first ?? 0) + index)
  if (!Number.isInteger(perFloor) || perFloor > widestLanding || typeof first !== 'number' || !isRun)
    return null
  return flats.map((flat, index) => ({ flat, floor: Math.floor(index / perFloor) + 1 }))
}

/** By risers where the directory knows every one, else by place on the landing. */
function landings(standing: readonly Placed[]): Pick<EntranceSection, 'rows' | 'risers'> {
  const byFloor = Map.groupBy(standing, ({ floor }) => floor ?? 0)
  const risers = [...new Set(standing.flatMap(({ flat }) => flat.riser ?? []))].toSorted((a, b) => a - b)
  const isKnown =
    standing.length > 0 &&
    standing.every(({ flat }) => flat.riser !== null) &&
    [...byFloor.values()].every(
      (landing) => new Set(landing.map(({ flat }) => flat.riser)).size === landing.length,
    )
  const rows = floorsOf([...byFloor.keys()]).map((floor) => {
    const landing = (byFloor.get(floor) ?? []).map(({ flat }) => flat)
    const cells = isKnown
      ? risers.map((riser) => landing.find((flat) => flat.riser === riser) ?? null)
      : landing
    return { floor, cells }
  })
  const isEven = rows.length > 1 && new Set(rows.map(({ cells }) => cells.length)).size === 1
  return { rows, risers: isKnown ? 'directory' : isEven ? 'numbers' : 'nothing' }
}

/** From the top down, also those without flats: a shop's floor is a floor. There is none of the number 0. */
function floorsOf(known: readonly number[]): number[] {
  const top = Math.max(...known)
  const bottom = Math.min(...known)
  if (known.length === 0) return []
  if (top - bottom > tallest) return known.toSorted((a, b) => b - a)
  return Array.from({ length: top - bottom + 1 }, (_, index) => top - index).filter(
    (floor) => floor !== 0 || known.includes(0),
  )
}
