import type { ApartmentLine } from '#contracts/house/apartment.ts'

const byNumber = new Intl.Collator('ru', { numeric: true })

export interface EntranceOfFlats {
  entrance: number | null
  flats: readonly ApartmentLine[]
}

/** Flats by entrance in their order; those without a known entrance last. A number is text: "12а" follows 12. */
export function byEntrance(flats: readonly ApartmentLine[]): EntranceOfFlats[] {
  const groups = Map.groupBy(flats, (flat) => flat.entrance)
  return [...groups]
    .map(([entrance, group]) => ({
      entrance,
      flats: group.toSorted((a, b) => byNumber.compare(a.number, b.number)),
    }))
    .sort((a, b) => (a.entrance ?? Infinity) - (b.entrance ?? Infinity))
}
