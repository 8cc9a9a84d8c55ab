import { emptyTaskFields, type Task } from '#contracts/task.ts'

/** A call's part in a task: it made the task, was joined to it, or called back about it. */
export interface TaskLink {
  callId: string
  kind: 'origin' | 'joined' | 'callback'
  at: string
}

/** A task as the core keeps it; boards get `taskOfRecord`. */
export interface TaskRecord extends Omit<Task, 'callIds'> {
  links: readonly TaskLink[]
  /** Version of the classifier's rule that made the deadlines (domain.md 2.4). */
  ruleVersion: number | null
}

/** A draft of which nothing is known yet. */
export const emptyDraft = (id: number, source: Task['source'], at: string): TaskRecord => ({
  id,
  number: null,
  status: 'draft',
  source,
  links: [],
  ownerId: null,
  ownerName: null,
  fields: emptyTaskFields,
  address: '',
  classifierName: null,
  ruleVersion: null,
  deadlines: { callbackBy: null, informBy: null, localizeBy: null, restoreBy: null, eliminateBy: null },
  joinedTo: null,
  shutdownId: null,
  isOrphan: false,
  repeatCount: 0,
  claim: null,
  createdAt: at,
  registeredAt: null,
  updatedAt: at,
  version: 1,
})

const inOrder = (a: TaskLink, b: TaskLink): number =>
  Number(b.kind === 'origin') - Number(a.kind === 'origin') ||
  (a.at < b.at ? -1 : a.at > b.at ? 1 : 0) ||
  (a.callId < b.callId ? -1 : 1)

/** The task as boards show it: the call that made it first, then the others as they came. */
export function taskOfRecord(record: TaskRecord): Task {
  const { links, ruleVersion: _, ...task } = record
  // a conversation settles the call-back, and the claim with it
  const claim = task.status === 'callback' ? task.claim : null
  return { ...task, claim, callIds: links.toSorted(inOrder).map((link) => link.callId) }
}

/** With one more call, unless it is there already. */
export const withLink = (record: TaskRecord, link: TaskLink): TaskRecord =>
  record.links.some((known) => known.callId === link.callId)
    ? record
    : { ...record, links: [...record.links, link] }
