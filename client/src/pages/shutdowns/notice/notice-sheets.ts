import type { HouseLine } from '#contracts/house/house.ts'
import type { Shutdown } from '#contracts/shutdown.ts'

export interface Sheet {
  key: string
  houseId: number
  address: string
  /** Null: the sheet is for the whole house. */
  entrance: number | null
}

/** One sheet for each entrance that is concerned, or one for each house; houses in the order of the shutdown. */
export function sheetsOf(
  houses: Shutdown['houses'],
  lines: readonly Pick<HouseLine, 'id' | 'address' | 'entrances'>[],
  onePerHouse: boolean,
): Sheet[] {
  const byId = new Map(lines.map((line) => [line.id, line]))
  return houses.flatMap(({ houseId, entrances }): Sheet[] => {
    const line = byId.get(houseId)
    if (line === undefined) return []
    if (onePerHouse) return [{ key: String(houseId), houseId, address: line.address, entrance: null }]
    const all = entrances ?? Array.from({ length: Math.max(1, line.entrances) }, (_, n) => n + 1)
    return all.map((entrance) => ({
      ...{ key: `${houseId}-${entrance}`, houseId },
      address: line.address,
      entrance,
    }))
  })
}
