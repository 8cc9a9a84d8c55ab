import type { Service, Shutdown } from '#contracts/shutdown.ts'

/** One running clock: seconds left, negative when over. */
export interface Running {
  seconds: number
  isOver: boolean
}

export interface ShutdownClock {
  /** Before the start: how long until; while it lasts: how long already; after: how long it was. */
  phase: 'before' | 'lasts' | 'lasted'
  seconds: number
  /** To the planned end; null without one, and once it ended. */
  term: Running | null
  /** The nearest legal limit (ПП РФ 354, прил. 1); null where the rules name none, before the start and after the end. */
  legal: (Running & { service: Service; basis: string; by: string }) | null
}

const secondsBetween = (from: number, to: number): number => Math.floor((to - from) / 1000)
const running = (at: string, now: number): Running => {
  const seconds = secondsBetween(now, Date.parse(at))
  return { seconds, isOver: seconds < 0 }
}

export function shutdownClock(
  shutdown: Pick<Shutdown, 'status' | 'startsAt' | 'plannedEnd' | 'endedAt' | 'limits'>,
  now: number,
): ShutdownClock {
  const start = Date.parse(shutdown.startsAt)
  if (shutdown.endedAt !== null)
    return {
      phase: 'lasted',
      seconds: Math.max(0, secondsBetween(start, Date.parse(shutdown.endedAt))),
      term: null,
      legal: null,
    }
  const term = shutdown.plannedEnd === null ? null : running(shutdown.plannedEnd, now)
  if (now < start) return { phase: 'before', seconds: secondsBetween(now, start), term: null, legal: null }
  let legal: ShutdownClock['legal'] = null
  for (const { by, service, basis } of shutdown.limits) {
    if (by === null) continue
    if (legal === null || Date.parse(by) < Date.parse(legal.by))
      legal = { ...running(by, now), service, basis, by }
  }
  return { phase: 'lasts', seconds: secondsBetween(start, now), term, legal }
}
