import type { Shutdown } from '#contracts/shutdown.ts'

export const isLive = ({ status }: Pick<Shutdown, 'status'>): boolean =>
  status === 'planned' || status === 'active'

const kindOrder = { emergency: 0, incident: 1, planned: 2 } satisfies Record<Shutdown['kind'], number>

/** What lasts before what is to come; emergencies first, then the older. */
export function liveOrder(a: Shutdown, b: Shutdown): number {
  const byStatus = Number(a.status === 'planned') - Number(b.status === 'planned')
  if (byStatus !== 0) return byStatus
  const byKind = a.status === 'active' ? kindOrder[a.kind] - kindOrder[b.kind] : 0
  return byKind || a.startsAt.localeCompare(b.startsAt) || a.id - b.id
}

/** Does it concern a flat of this house? An unknown entrance is taken as concerned: better a word too much. */
export function concerns(
  shutdown: Pick<Shutdown, 'houses'>,
  place: { houseId: number; entrance: number | null },
): boolean {
  const house = shutdown.houses.find(({ houseId }) => houseId === place.houseId)
  if (house === undefined) return false
  return house.entrances === null || place.entrance === null || house.entrances.includes(place.entrance)
}
