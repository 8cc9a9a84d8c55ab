import type { Shutdown } from '#contracts/shutdown.ts'

const kindOrder = { emergency: 0, incident: 1, planned: 2 } satisfies Record<Shutdown['kind'], number>

/** What lasts before what is to come; emergencies first, then the older. */
export function liveOrder(a: Shutdown, b: Shutdown): number {
  const byStatus = Number(a.status === 'planned') - Number(b.status === 'planned')
  if (byStatus !== 0) return byStatus
  const byKind = a.status === 'active' ? kindOrder[a.kind] - kindOrder[b.kind] : 0
  return byKind || a.startsAt.localeCompare(b.startsAt) || a.id - b.id
}
