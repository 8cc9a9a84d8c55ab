import type { ClassifierEntry } from '#contracts/classifier.ts'
import { deadlines } from '../deadline/deadlines.ts'
import { classifierName } from './classifier-name.ts'
import type { TaskRecord } from './task-record.ts'

/** The draft as a registered task: number, deadlines, the rule's version and the address are fixed from now on. */
export function registered(
  draft: TaskRecord,
  facts: {
    number: string
    at: Date
    timeZone: string
    entry: ClassifierEntry | null
    /** Null: nobody, a caller of ours answered the PBX. */
    by: { userId: number; name: string } | null
  },
): TaskRecord {
  const { entry, at } = facts
  return {
    ...draft,
    number: facts.number,
    status: 'new',
    ownerId: facts.by?.userId ?? null,
    ownerName: facts.by?.name ?? null,
    fields: { ...draft.fields, isEmergency: draft.fields.isEmergency || (entry?.isEmergency ?? false) },
    classifierName: entry && classifierName(entry),
    ruleVersion: entry?.rule.version ?? null,
    deadlines: deadlines(entry?.rule ?? null, at, facts.timeZone),
    isOrphan: false,
    registeredAt: at.toISOString(),
  }
}
