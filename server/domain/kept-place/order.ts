/** Who waits in a queue, at the telephone or away from it. */
export interface Waiter {
  id: string
  /** Who has more goes first. */
  priority: number
  /** Since when, in milliseconds. */
  since: number
}

/** The order of a queue: the same whether one waits at the telephone or away from it. */
export const inOrder = (a: Waiter, b: Waiter): number =>
  b.priority - a.priority || a.since - b.since || (a.id < b.id ? -1 : Number(a.id !== b.id))

/**
 * Where he belongs among those who stand in the PBX's queue, from 1. The PBX itself then gives who is first to the next
 * free operator: nothing of ours is in the way between a free operator and a caller.
 */
export const placeAmong = (one: Waiter, standing: readonly Waiter[]): number =>
  1 + standing.filter((other) => other.id !== one.id && inOrder(other, one) < 0).length
