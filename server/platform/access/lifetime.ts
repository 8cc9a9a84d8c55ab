import type { Role } from '#contracts/permission.ts'

const HOUR_MS = 3_600_000

/** Without a request and without an open page for so long, a session is over. An open page keeps it alive. */
export const IDLE_MS = 2 * HOUR_MS

/** However busy it is: a session outlives one shift of 24 hours, a wall screen's one month. */
export const absoluteMs = (role: Role): number => (role === 'viewer' ? 30 * 24 : 24 + 1) * HOUR_MS

/** Sessions last seen before this moment are over. */
export const idleSince = (now: Date): Date => new Date(now.getTime() - IDLE_MS)

/** Seen is written at most so often: reading must not become writing. */
export const TOUCH_EVERY_MS = 60_000
