import { callsKept, emptyTaskFields, type Task } from '#contracts/task.ts'

/** A call's part in a task: it made the task, was joined to it, or called back about it. */
export interface TaskLink {
  callId: string
  kind: 'origin' | 'joined' | 'callback'
  at: string
}

/** A task as the core keeps it; boards get `taskOfRecord`. */
export interface TaskRecord extends Omit<Task, 'callIds'> {
  /** The last `callsKept`, see `keptLinks`: a number may call ten thousand times, `callCount` counts all. */
  links: readonly TaskLink[]
  /** Those that are not written yet. */
  newLinks: readonly TaskLink[]
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
  newLinks: [],
  callCount: 0,
  ownerId: null,
  ownerName: null,
  fields: emptyTaskFields,
  address: '',
  classifierName: null,
  ruleVersion: null,
  deadlines: { callbackBy: null, informBy: null, localizeBy: null, restoreBy: null, eliminateBy: null },
  joinedTo: null,
  shutdownId: null,
  companyId: null,
  isOrphan: false,
  dismissedDangers: [],
  repeatCount: 0,
  claim: null,
  createdAt: at,
  registeredAt: null,
  updatedAt: at,
  version: 1,
})

/** The call that made it, then who called back, are never pushed out: rules ask for them. */
const ranks = { origin: 0, callback: 1, joined: 2 } as const satisfies Record<TaskLink['kind'], number>

/** The same order and number as the database reads them in (features/task/db/task-page.ts). */
const keptLinks = (links: readonly TaskLink[]): readonly TaskLink[] =>
  links.length <= callsKept
    ? links
    : links.toSorted((a, b) => ranks[a.kind] - ranks[b.kind] || -inTime(a, b)).slice(0, callsKept)

const inTime = (a: TaskLink, b: TaskLink): number =>
  a.at < b.at ? -1 : a.at > b.at ? 1 : a.callId < b.callId ? -1 : 1

const inOrder = (a: TaskLink, b: TaskLink): number =>
  Number(b.kind === 'origin') - Number(a.kind === 'origin') || inTime(a, b)

/** The task as boards show it: the call that made it first, then the others as they came. */
export function taskOfRecord(record: TaskRecord): Task {
  const { links, newLinks: _links, ruleVersion: _rule, ...task } = record
  // a conversation settles the call-back, and the claim with it
  const claim = task.status === 'callback' ? task.claim : null
  return { ...task, claim, callIds: links.toSorted(inOrder).map((link) => link.callId) }
}

/** With one more call, unless it is there already. */
export const withLink = (record: TaskRecord, link: TaskLink): TaskRecord =>
  record.links.some((known) => known.callId === link.callId)
    ? record
    : {
        ...record,
        links: keptLinks([...record.links, link]),
        newLinks: [...record.newLinks, link],
        callCount: record.callCount + 1,
      }

/**
 * With the calls of a task that dissolves into it. Its last ones come along; the older ones stay with it, are counted
 * here, and are found by `joinedTo`.
 */
export function withCallsOf(record: TaskRecord, from: TaskRecord): TaskRecord {
  const joined = from.links.reduce((all, link) => withLink(all, { ...link, kind: 'joined' }), record)
  return { ...joined, callCount: joined.callCount + from.callCount - from.links.length }
}

/**
 * Without the calls that `from` brought: those that stand in it as they stood in `from`. A call that it had of its own
 * stays.
 */
export function withoutCallsOf(
  record: TaskRecord,
  from: TaskRecord,
): { record: TaskRecord; left: readonly string[] } {
  const brought = (link: TaskLink): boolean =>
    link.kind === 'joined' && from.links.some((one) => one.callId === link.callId && one.at === link.at)
  const left = record.links.filter(brought).map(({ callId }) => callId)
  const links = record.links.filter((link) => !brought(link))
  const older = from.callCount - from.links.length
  return { record: { ...record, links, callCount: record.callCount - left.length - older }, left }
}
