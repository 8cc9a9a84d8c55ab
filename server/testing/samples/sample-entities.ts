import type { Call } from '#contracts/call.ts'
import { emptyTaskFields, type Task } from '#contracts/task.ts'
import { sampleCall as ofDomain } from '#domain/testing/samples.ts'

/** A call as a board gets it; for tests that need one and do not care how it came. */
export const sampleCall = (id: string, changes: Partial<Call> = {}): Call => ofDomain({ id, ...changes })

export const sampleTask = (id: number, changes: Partial<Task> = {}): Task => ({
  id,
  number: null,
  status: 'draft',
  source: 'manual',
  callIds: [],
  callCount: 0,
  ownerId: null,
  ownerName: null,
  fields: { ...emptyTaskFields, applicantName: 'Иванова М. П.', applicantPhone: '+79220000001' },
  address: 'ул. Республики, 5, кв. 12',
  classifierName: null,
  deadlines: { callbackBy: null, informBy: null, localizeBy: null, restoreBy: null, eliminateBy: null },
  joinedTo: null,
  shutdownId: null,
  isOrphan: false,
  repeatCount: 0,
  claim: null,
  createdAt: '2026-11-22T10:00:00.000Z',
  registeredAt: null,
  updatedAt: '2026-11-22T10:00:00.000Z',
  version: 1,
  ...changes,
})
