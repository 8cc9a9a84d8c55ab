import type { Call } from '#contracts/call.ts'
import type { DraftFault } from '#contracts/history.ts'
import type { TaskRecord } from './task-record.ts'
import { callbackDue } from './from-call.ts'

/**
 * What is wrong with a call's own draft, judged by the call alone; null when nothing is. What people did with a
 * draft (registered, joined, discarded, typed) is theirs and never wrong.
 */
export function draftFault(call: Call, task: TaskRecord | null): DraftFault | null {
  if (call.direction === 'out') return null
  if (task === null) return 'missing'
  if (task.createdAt !== call.arrivedAt) return 'createdAt'
  const by = callbackDue(call)
  if (task.status === 'callback') {
    // told of a shutdown that nobody knows: a person calls him back all the same
    if (by === null) return call.result === 'informed' ? null : 'needlessCallback'
    return task.deadlines.callbackBy === by ? null : 'callbackBy'
  }
  // an operator who called back made the call-back a draft again
  const isCalledBack = task.links.some((link) => link.kind === 'callback')
  if (task.status !== 'draft' || isCalledBack) return null
  if (call.result === 'informed') return 'notDissolved'
  return by === null ? null : 'notCalledBack'
}

/** The draft as its call says it must be, for the faults of an existing draft. */
export function repairedDraft(call: Call, task: TaskRecord, fault: DraftFault): TaskRecord {
  switch (fault) {
    case 'createdAt':
      return { ...task, createdAt: call.arrivedAt }
    case 'callbackBy':
    case 'notCalledBack':
      return { ...task, status: 'callback', deadlines: { ...task.deadlines, callbackBy: callbackDue(call) } }
    case 'needlessCallback':
      return { ...task, status: 'draft', deadlines: { ...task.deadlines, callbackBy: null } }
    // both need more than the call: carried out as its events say
    case 'missing':
    case 'notDissolved':
      return task
  }
}
