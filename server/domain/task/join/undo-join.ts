import type { TaskHistoryEntry } from '#contracts/history.ts'
import type { TaskStatus } from '#contracts/task.ts'
import type { TaskRecord } from '../task-record.ts'

const undoMs = 10 * 60_000

/**
 * Until when a draft can be taken out of the task it was joined to, by the last line of its history: what a person
 * joined, not what dissolved by itself. Null: it never could, or no longer can.
 */
export function undoJoinBy(
  draft: Pick<TaskRecord, 'status' | 'joinedTo'>,
  last: Pick<TaskHistoryEntry, 'what' | 'at' | 'byName'> | undefined,
  now: Date,
): string | null {
  if (draft.status !== 'discarded' || draft.joinedTo === null) return null
  if (last?.what !== 'joined' || last.byName === null) return null
  const by = new Date(Date.parse(last.at) + undoMs)
  return by > now ? by.toISOString() : null
}

/** What it was before it was joined. */
export const statusBefore = (last: Pick<TaskHistoryEntry, 'from'>): TaskStatus =>
  last.from === 'callback' ? 'callback' : 'draft'
