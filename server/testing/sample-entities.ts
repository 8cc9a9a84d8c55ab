import type { Call } from '#contracts/call.ts'
import { emptyTaskFields, type Task } from '#contracts/task.ts'

/** A call as a board gets it; for tests that need one and do not care how it came. */
export const sampleCall = (id: string, changes: Partial<Call> = {}): Call => ({
  id,
  source: 'embedded',
  direction: 'in',
  state: 'ringing',
  held: false,
  from: '+79220000001',
  displayName: 'Иванова',
  to: '112',
  queue: '112',
  arrivedAt: '2026-11-22T10:00:00.000Z',
  queuedAt: '2026-11-22T10:00:00.100Z',
  answeredAt: null,
  endedAt: null,
  result: null,
  endedBy: null,
  operator: null,
  legs: [],
  recording: null,
  version: 1,
  ...changes,
})

export const sampleTask = (id: number, changes: Partial<Task> = {}): Task => ({
  id,
  number: null,
  status: 'draft',
  source: 'manual',
  callIds: [],
  ownerId: null,
  ownerName: null,
  fields: { ...emptyTaskFields, applicantName: 'Иванова М. П.', applicantPhone: '+79220000001' },
  address: 'ул. Республики, 5, кв. 12',
  classifierName: null,
  deadlines: { callbackBy: null, informBy: null, localizeBy: null, restoreBy: null, eliminateBy: null },
  joinedTo: null,
  isOrphan: false,
  repeatCount: 0,
  claim: null,
  createdAt: '2026-11-22T10:00:00.000Z',
  registeredAt: null,
  updatedAt: '2026-11-22T10:00:00.000Z',
  version: 1,
  ...changes,
})
