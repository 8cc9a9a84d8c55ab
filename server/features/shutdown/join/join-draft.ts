import type { NewCaller } from '../db/notice/shutdown-callers.ts'
import type { TaskChange } from '#server/features/task/task-change.ts'
import { phoneDigits } from '#domain/call/caller-number.ts'
import type { TaskRecord } from '#domain/task/task-record.ts'

/** The draft dissolved into a shutdown; it keeps the link to its call, as the record. */
export const dissolved = (before: TaskRecord, shutdown: { id: number; number: string }): TaskChange => ({
  before,
  after: { ...before, status: 'discarded', shutdownId: shutdown.id, isOrphan: false },
  what: ['joined'],
  fact: { what: 'shutdown', number: shutdown.number },
})

/** Its applicant as a caller whom a person told. A hidden number cannot be told of anything. */
export function callerOfDraft(
  draft: TaskRecord,
  { shutdownId, wantsNotice, at }: { shutdownId: number; wantsNotice: boolean; at: Date },
): NewCaller {
  const { applicantPhone: number, houseId, apartmentId } = draft.fields
  const digits = phoneDigits(number)
  return {
    shutdownId,
    callId: draft.links.find(({ kind }) => kind === 'origin')?.callId ?? null,
    number,
    digits,
    how: 'operator',
    at: at.toISOString(),
    heardVersion: null,
    wantsNotice: wantsNotice && digits !== '',
    houseId,
    apartmentId,
  }
}
