import type { Knex } from 'knex'
import { changedData, type JournalData, type JournalEntry } from '#contracts/journal.ts'
import type { Pushed, PushedKind } from '#contracts/pushed.ts'
import { addToAudit, type AuditEntry } from '#server/platform/db/audit.ts'
import { appendToJournal } from '#server/platform/db/journal.ts'
import { shutdownCallers } from '#server/features/shutdown/db/notice/shutdown-callers.ts'

type More = readonly { shutdownId: number; more: number }[]

/** What a transaction leaves to its end, where the rows are that every other writer waits for (ADR 0026). */
export interface Ending {
  /** Boards get these, in the order of the calls. */
  tell<K extends PushedKind>(kind: K, ...changed: readonly Pushed[K][]): void
  /** Who did what, for the administrator. `action` is a verb of the product: `settings.changed`, `task.discarded`. */
  audit(
    action: string,
    by: { userId: number | null; at: Date },
    what: Pick<AuditEntry, 'subject' | 'details'>,
  ): void
  /** So many more called about each shutdown: counted, and told with the new count after everything else. */
  countCallers(more: More): void
  left: Left
}

interface Left {
  told: JournalData[]
  audited: AuditEntry[]
  counted: More[number][]
}

export function createEnding(): Ending {
  const left: Left = { told: [], audited: [], counted: [] }
  return {
    left,
    tell: (kind, ...changed) => void left.told.push(...changed.map((one) => changedData(kind, one))),
    audit: (action, { userId, at }, what) => void left.audited.push({ at, userId, action, ...what }),
    countCallers: (more) => void left.counted.push(...more),
  }
}

/** Leaves it to another end: that of the transaction around a savepoint. */
export function leaveTo(outer: Ending, { left }: Ending): void {
  outer.left.told.push(...left.told)
  outer.left.audited.push(...left.audited)
  outer.left.counted.push(...left.counted)
}

/**
 * At most three statements, none when nothing was left; the journal's head row is the last that is taken. Answers what
 * the journal was given.
 */
export async function writeEnding(
  k: Knex,
  { left }: Ending,
  at: Date,
  writer: string,
): Promise<JournalEntry[]> {
  await addToAudit(k, left.audited)
  const counts = await shutdownCallers(k).count(left.counted)
  const called = counts.map((count) => ({ type: 'shutdown.called', ...count }) as const)
  const data = [...left.told, ...called]
  return data.length === 0 ? [] : appendToJournal(k, data, at, writer)
}
