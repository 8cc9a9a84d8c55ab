import type { Call } from '#contracts/call.ts'
import type { CallEvent } from '#contracts/call-event.ts'
import { hasOperator } from '../call/lifecycle.ts'
import { isLive } from '../call/legs.ts'
import { isMissed } from '../call/missed.ts'

/** What a call's change means for tasks; carried out by `drafts.ts`. */
export type DraftEffect =
  /** An incoming call makes a draft at once. */
  | { kind: 'create' }
  /** The operator who answers, or to whom the call was transferred, owns the draft. */
  | { kind: 'own'; operator: string }
  /** A conversation with this number: its open call-backs are settled. */
  | { kind: 'settle' }
  /** Nobody answered: call back by then. */
  | { kind: 'callback'; by: string }
  /** The operator vanished: the shift must look at the draft. */
  | { kind: 'orphan' }
  /** He was told before the queue what is known and asked for nobody: the draft dissolves into the shutdown. */
  | { kind: 'inform' }
  /** He pressed 9: lives are in danger. */
  | { kind: 'urgent' }

/** ПП 416, п. 13: who was not answered is called back within ten minutes of the call. */
const callbackMinutes = 10

/** The effects of one event, from the call before it to the call after it. Pure, and the same for late events. */
export function effectsOnTasks(before: Call | null, after: Call, event: CallEvent): DraftEffect[] {
  if (before === null) return after.direction === 'in' ? [{ kind: 'create' }] : []
  const effects: DraftEffect[] = []
  const owner = newOwner(after, event)
  if (owner !== null) effects.push({ kind: 'own', operator: owner })
  if (before.answeredAt === null && after.answeredAt !== null) effects.push({ kind: 'settle' })
  if (operatorVanished(before, after, event)) effects.push({ kind: 'orphan' })
  if (after.direction === 'in' && after.isUrgent && !before.isUrgent) effects.push({ kind: 'urgent' })
  return [...effects, ...effectsOfEnd(before, after)]
}

function effectsOfEnd(before: Call, after: Call): DraftEffect[] {
  const by = callbackDue(after)
  // also when a message becomes known after the end
  if (by !== null) return callbackDue(before) === null ? [{ kind: 'callback', by }] : []
  if (before.state === 'ended' || after.state !== 'ended' || after.direction !== 'in') return []
  if (after.result === 'informed') return [{ kind: 'inform' }]
  // who had left in good order before, or heard the caller's line break, still has the draft
  return after.result === 'lost' && hasOperator(before) ? [{ kind: 'orphan' }] : []
}

/** By when a resident whom nobody answered must be called back; null for any other call. */
export const callbackDue = (call: Call): string | null =>
  call.endedAt !== null && isMissed(call) ? callbackBy(call.endedAt) : null

/** Ten minutes from the end of the call. */
export const callbackBy = (endedAt: string): string => minutesAfter(endedAt, callbackMinutes)

function newOwner(after: Call, event: CallEvent): string | null {
  if (after.direction !== 'in' || after.state !== 'talking') return null
  if (event.type !== 'leg.answered' && event.type !== 'leg.joined') return null
  const leg = after.legs.find((one) => one.legId === event.legId)
  return leg && isLive(leg) && leg.operator === after.operator ? leg.operator : null
}

/** An operator's live leg broke off, and no other operator is in the call that goes on. */
function operatorVanished(before: Call, after: Call, event: CallEvent): boolean {
  if (event.type !== 'leg.ended' || after.direction !== 'in' || after.state === 'ended') return false
  if (event.cause !== 'failed' && event.cause !== 'unreachable') return false
  const leg = before.legs.find((one) => one.legId === event.legId)
  return leg !== undefined && leg.role === 'operator' && isLive(leg) && !hasOperator(after)
}

const minutesAfter = (at: string, minutes: number): string =>
  new Date(Date.parse(at) + minutes * 60_000).toISOString()
