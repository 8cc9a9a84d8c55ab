import type { Call } from '#contracts/call.ts'
import { emptyTaskFields, type Task, type TaskFields } from '#contracts/task.ts'
import { emptyDraft, taskOfRecord } from '#domain/task/task-record.ts'

/** Drafts that wait for this person: own ones first, then those that lost their operator. */
export function draftsFor(drafts: readonly Task[], userId: number): Task[] {
  const mine = drafts.filter((task) => task.ownerId === userId)
  const orphans = drafts.filter((task) => task.isOrphan && task.ownerId !== userId)
  const byAge = (a: Task, b: Task): number => a.createdAt.localeCompare(b.createdAt)
  return [...mine.sort(byAge), ...orphans.sort(byAge)]
}

/** Whose card an operator needs now: that of the talk, else of the call that rings at this phone. */
export interface NowCalls {
  talking: Call | null
  ringing: Call | null
}

/** The journal's own word on which calls are this operator's, when the phone's list does not say. */
export function myCalls(calls: Iterable<Call>, sipUsername: string | null): NowCalls {
  let talking: Call | null = null
  let ringing: Call | null = null
  if (sipUsername === null) return { talking, ringing }
  for (const call of calls) {
    if (call.state === 'talking' && call.operator === sipUsername) talking = call
    const isOffered = call.legs.some((leg) => leg.operator === sipUsername && leg.state === 'offered')
    if (call.state === 'ringing' && isOffered) ringing = call
  }
  return { talking, ringing }
}

/**
 * What happens to the open card when a call of mine appears: it opens by itself only where nothing is being written;
 * otherwise it is offered.
 */
export function cardToOpen(
  task: Task | null,
  selectedId: number | null,
  isWriting: boolean,
): { open: number | null; offer: number | null } {
  if (task === null || task.id === selectedId) return { open: null, offer: null }
  return selectedId !== null && isWriting ? { open: null, offer: task.id } : { open: task.id, offer: null }
}

/** More than the short number of a colleague or a service. */
export const isOutside = (number: string): boolean => number.replace(/\D/g, '').length > 5

/** Did the call whose card opened at the ring go past this person? Told by the journal, which knows who answered. */
export function isPassedOver(
  task: Pick<Task, 'ownerId'>,
  call: Call | undefined,
  me: { userId: number | undefined; sipUsername: string | null | undefined },
): boolean {
  if (task.ownerId !== null) return task.ownerId !== me.userId
  if (call === undefined) return false
  if (call.state === 'ringing')
    return !call.legs.some((leg) => leg.operator === me.sipUsername && leg.state === 'offered')
  return call.operator !== me.sipUsername
}

/** A call of ours as a card shows it before there is a draft. */
export const cardOfCall = (call: Call, number: string): Task =>
  taskOfRecord({
    ...emptyDraft(0, 'call', call.arrivedAt),
    status: 'discarded',
    links: [{ callId: call.id, kind: 'origin', at: call.arrivedAt }],
    callCount: 1,
    fields: { ...emptyTaskFields, applicantPhone: number },
  })

/** What goes over into one more draft of the same caller: who, and from where. */
export function sameCaller(fields: TaskFields): Partial<TaskFields> {
  const { applicantName, applicantPhone, houseId, apartmentId, place } = fields
  return { applicantName, applicantPhone, houseId, apartmentId, place }
}

/** The neighbour of the open card in the list on the left, without going round. */
export function neighbour(ids: readonly number[], selectedId: number | null, step: 1 | -1): number | null {
  const index = selectedId === null ? -1 : ids.indexOf(selectedId)
  if (index < 0) return ids[step === 1 ? 0 : ids.length - 1] ?? null
  return ids[index + step] ?? null
}
