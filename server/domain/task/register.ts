import type { ClassifierEntry } from '#contracts/directory.ts'
import type { TaskFields } from '#contracts/task.ts'
import { deadlines } from '../deadline/deadlines.ts'
import type { TaskRecord } from './task-record.ts'

/**
 * What registration still needs: an address and what is wrong, each in words or from the directory. The rest may
 * come later: a bad line is no reason to lose a request (ПП 354, п. 106; domain.md, moment 23).
 */
export function missingForRegistration(fields: TaskFields): ('address' | 'problem')[] {
  const missing: ('address' | 'problem')[] = []
  if (fields.houseId === null && fields.place.trim() === '') missing.push('address')
  if (fields.classifierId === null && fields.text.trim() === '') missing.push('problem')
  return missing
}

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

export const classifierName = (entry: ClassifierEntry): string =>
  [entry.place, entry.category, entry.problem].filter((part) => part !== '').join(' · ')
