import type { ShutdownHouse } from '#contracts/shutdown.ts'

/**
 * Each house once, though several pickers may have brought it: the whole of it beats some entrances, entrances add up,
 * and all of them are the whole house. `entrances`: how many a house has.
 */
export function chosenHouses(
  houses: readonly ShutdownHouse[],
  entrances: ReadonlyMap<number, number>,
): ShutdownHouse[] {
  const chosen = new Map<number, ShutdownHouse>()
  for (const house of houses) {
    const known = chosen.get(house.houseId)
    chosen.set(house.houseId, known ? { ...known, entrances: union(known, house) } : house)
  }
  return [...chosen.values()].map((house) => {
    const distinct = house.entrances && [...new Set(house.entrances)].toSorted((a, b) => a - b)
    const isWhole = distinct === null || distinct.length === entrances.get(house.houseId)
    return { ...house, entrances: isWhole ? null : distinct }
  })
}

const union = (a: ShutdownHouse, b: ShutdownHouse): number[] | null =>
  a.entrances === null || b.entrances === null ? null : [...a.entrances, ...b.entrances]
