import type { HouseSection, SectionEntrance, SectionFlat } from '#contracts/house/section.ts'
import { placeOf, rowsOf, type EntranceSection, type Known } from './rows.ts'

export type SectionFacts = Pick<HouseSection, 'floors' | 'entrances' | 'flats'>

const byNumber = new Intl.Collator('ru', { numeric: true })
/** A house by entrance and floor, as the directory says it, and by the numbers of its flats where it is silent. */
export function sectionOf({ floors, entrances, flats }: SectionFacts): EntranceSection[] {
  const entranceOf = (flat: SectionFlat): number | null => flat.entrance ?? byRun(flat, entrances)
  const groups = Map.groupBy(
    flats.toSorted((a, b) => byNumber.compare(a.number, b.number)),
    entranceOf,
  )
  return [...groups]
    .toSorted(([a], [b]) => (a ?? Infinity) - (b ?? Infinity))
    .map(([number, group]) => ({
      number,
      ...rowsOf(group, entrances.find((one) => one.number === number)?.floors ?? floors),
    }))
}

/** By the runs of flats of the entrances; a house of one entrance leaves no doubt. */
function byRun(flat: SectionFlat, entrances: readonly SectionEntrance[]): number | null {
  const [only] = entrances
  if (entrances.length === 1 && only !== undefined) return only.number
  const place = placeOf(flat)
  const found =
    place === null
      ? undefined
      : entrances.find(
          ({ flatFrom, flatTo }) =>
            flatFrom !== null && flatTo !== null && flatFrom <= place && place <= flatTo,
        )
  return found?.number ?? null
}

/** The flats over and under this one, itself among them; alone where risers are not known. */
export function riserOf(section: readonly EntranceSection[], flatId: number): ReadonlySet<number> {
  for (const { rows, risers } of section) {
    const row = rows.find(({ cells }) => cells.some((flat) => flat?.id === flatId))
    if (row === undefined) continue
    if (risers === 'nothing' || row.floor === null) break
    const column = row.cells.findIndex((flat) => flat?.id === flatId)
    return new Set(
      rows.flatMap(({ floor, cells }) => (floor === null ? [] : [cells[column]?.id ?? []])).flat(),
    )
  }
  return new Set([flatId])
}

/** What the directory leaves open, of the house as a whole: the worst of its entrances. */
export function knownOf(section: readonly EntranceSection[]): {
  entrances: boolean
  floors: Known
  risers: Known
} {
  const worst = (of: (one: EntranceSection) => Known): Known => {
    const all = new Set(section.map(of))
    return all.has('nothing') ? 'nothing' : all.has('numbers') ? 'numbers' : 'directory'
  }
  return {
    entrances: section.every(({ number }) => number !== null),
    floors: worst((one) => one.floors),
    risers: worst((one) => one.risers),
  }
}
