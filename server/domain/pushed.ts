import type { EntityKind, Pushed } from '#contracts/pushed.ts'
import { isLive } from './shutdown/status.ts'
import { isOnBoard } from './task/states.ts'

interface Rules<T> {
  /** Nobody works on it any more: pages do not show it, and forget the oldest of these. */
  isOver(entity: T): boolean
  /** What becomes of a newer one where an older one is known; without it the newer one. */
  merge?(known: T, next: T): T
}

/** What pages need to know of the kinds that `contracts/pushed.ts` declares. */
export const pushedRules: { readonly [K in EntityKind]: Rules<Pushed[K]> } = {
  call: { isOver: ({ state }) => state === 'ended' },
  task: { isOver: ({ status }) => !isOnBoard(status) },
  shutdown: {
    isOver: ({ status }) => !isLive(status),
    // callers are counted past the version: whichever of the two came later, the count never falls
    merge: (known, next) => ({ ...next, callerCount: Math.max(known.callerCount, next.callerCount) }),
  },
  company: { isOver: () => false },
  suggestion: { isOver: ({ state }) => state !== 'open' },
}
