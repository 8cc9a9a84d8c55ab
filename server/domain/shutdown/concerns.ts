import type { Shutdown, ShutdownHouse } from '#contracts/shutdown.ts'

/** Does it concern this flat? Where nobody knows the entrance it may, and that is said. */
export const concerns = (
  { houses }: Pick<Shutdown, 'houses'>,
  place: { houseId: number; entrance: number | null },
): boolean =>
  houses.some(
    ({ houseId, entrances }) =>
      houseId === place.houseId &&
      (entrances === null || place.entrance === null || entrances.includes(place.entrance)),
  )

/** Do both take the same service from the same house or entrance? */
export const overlaps = (
  a: Pick<Shutdown, 'services' | 'houses'>,
  b: Pick<Shutdown, 'services' | 'houses'>,
): boolean =>
  a.services.some((service) => b.services.includes(service)) &&
  a.houses.some((house) => b.houses.some((other) => isSamePart(house, other)))

const isSamePart = (a: ShutdownHouse, b: ShutdownHouse): boolean =>
  a.houseId === b.houseId &&
  (a.entrances === null ||
    b.entrances === null ||
    a.entrances.some((entrance) => b.entrances?.includes(entrance)))
