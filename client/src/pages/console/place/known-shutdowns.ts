import type { CardShutdown } from '#contracts/shutdown.ts'
import type { Shutdown } from '#contracts/shutdown.ts'
import { concerns } from '../../../entities/shutdown/status.ts'

export interface KnownShutdown {
  shutdown: Shutdown
  when: CardShutdown['when']
  isJoined: boolean
}

export interface Place {
  houseId: number
  entrance: number | null
}

const weekMs = 7 * 24 * 60 * 60 * 1000

function whenOf(shutdown: Shutdown, now: number): CardShutdown['when'] | null {
  if (shutdown.status === 'active') return 'now'
  if (shutdown.status === 'planned') {
    const until = Date.parse(shutdown.startsAt) - now
    return until <= 0 ? 'now' : until <= weekMs ? 'planned' : null
  }
  const isFresh = shutdown.endedAt !== null && now - Date.parse(shutdown.endedAt) <= weekMs
  return shutdown.status === 'restored' && isFresh ? 'ended' : null
}

const order = { now: 0, planned: 1, ended: 2 } satisfies Record<CardShutdown['when'], number>

/**
 * What the operator must know of the caller's houses: what the card was told, as it is now, and what began since the
 * card was read or concerns the address that he has just typed.
 */
export function knownShutdowns(
  card: readonly CardShutdown[],
  live: Iterable<Shutdown>,
  places: readonly Place[],
  told: { informedOf: readonly number[]; now: number },
): KnownShutdown[] {
  const known = new Map<number, KnownShutdown>()
  const byId = new Map([...live].map((shutdown) => [shutdown.id, shutdown]))
  const isHeard = (id: number): boolean => told.informedOf.includes(id)
  for (const one of card) {
    const newer = byId.get(one.shutdown.id)
    const shutdown = newer !== undefined && newer.version >= one.shutdown.version ? newer : one.shutdown
    const when = whenOf(shutdown, told.now)
    const isJoined = one.isJoined || isHeard(shutdown.id)
    if (when !== null) known.set(shutdown.id, { shutdown, when, isJoined })
  }
  for (const shutdown of byId.values()) {
    if (known.has(shutdown.id) || !places.some((place) => concerns(shutdown, place))) continue
    const when = whenOf(shutdown, told.now)
    if (when !== null) known.set(shutdown.id, { shutdown, when, isJoined: isHeard(shutdown.id) })
  }
  return [...known.values()].sort(
    (a, b) => order[a.when] - order[b.when] || a.shutdown.startsAt.localeCompare(b.shutdown.startsAt),
  )
}
