import type { ShutdownStatus } from '#contracts/shutdown.ts'

/** Which status may follow which; ended ones are opened again, since a service goes away again (issue 4). */
const moves = {
  planned: ['active', 'cancelled'],
  active: ['restored', 'cancelled'],
  restored: ['active'],
  cancelled: ['planned', 'active'],
} as const satisfies Record<ShutdownStatus, readonly ShutdownStatus[]>

export const canTurn = (from: ShutdownStatus, to: ShutdownStatus): boolean => {
  const next: readonly ShutdownStatus[] = moves[from]
  return next.includes(to)
}

/** Planned or active: it can be changed, joined and announced. */
export const isLive = (status: ShutdownStatus): boolean => status === 'planned' || status === 'active'

/** A clock on a desk may be ahead of the server's: what begins within a minute has begun. */
const CLOCK_TOLERANCE_MS = 60_000

export const statusAtStart = (startsAt: Date, now: Date): 'planned' | 'active' =>
  startsAt.getTime() > now.getTime() + CLOCK_TOLERANCE_MS ? 'planned' : 'active'

/** Is it still to come, by whichever clock? */
export const isFuture = (at: Date, now: Date): boolean => at.getTime() > now.getTime() + CLOCK_TOLERANCE_MS
