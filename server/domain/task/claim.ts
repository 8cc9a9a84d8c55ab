/** Signs of life come every 15 s: after three that are missing a colleague may take the call-back (issue 3). */
const aliveSeconds = 45

/** Until when a claim holds that was last alive then. */
export const claimHoldsUntil = (seenAt: Date): Date => new Date(seenAt.getTime() + aliveSeconds * 1000)

export const isStale = (seenAt: Date | null, now: Date): boolean =>
  seenAt === null || claimHoldsUntil(seenAt) <= now
