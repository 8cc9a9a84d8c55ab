/** How often the page of who calls back gives a sign of life. */
export const signOfLifeMs = 15_000
/** After three that are missing a colleague may take the call-back (issue 3). */
const aliveMs = 3 * signOfLifeMs

/** Until when a claim holds that was last alive then. */
export const claimHoldsUntil = (seenAt: Date): Date => new Date(seenAt.getTime() + aliveMs)

export const isStale = (seenAt: Date | null, now: Date): boolean =>
  seenAt === null || claimHoldsUntil(seenAt) <= now
