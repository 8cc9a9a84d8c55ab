import type { Call, CallLeg } from '#contracts/call.ts'
import { emptyTaskFields, type Task } from '#contracts/task.ts'

/** A resident's call that waits in the queue, with what a test is about laid over. */
export const sampleCall = (changes: Partial<Call> = {}): Call => ({
  id: 'embedded:1',
  source: 'embedded',
  direction: 'in',
  state: 'ringing',
  held: false,
  from: '+79220000001',
  numberTrust: 'network',
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
  informedOf: [],
  isUrgent: false,
  keptPlace: null,
  companyId: null,
  notServed: null,
  version: 1,
  ...changes,
})

/** An operator's leg in conversation. */
export const sampleLeg = (changes: Partial<CallLeg> = {}): CallLeg => ({
  legId: 'a',
  role: 'operator',
  operator: 'op-1',
  state: 'talking',
  offeredAt: '2026-11-22T10:00:01.000Z',
  answeredAt: '2026-11-22T10:00:05.000Z',
  endedAt: null,
  cause: null,
  ...changes,
})

/** A draft without a call, an address or an owner. */
export const sampleTask = (changes: Partial<Task> = {}): Task => ({
  id: 1,
  number: null,
  status: 'draft',
  source: 'manual',
  callIds: [],
  callCount: changes.callIds?.length ?? 0,
  ownerId: null,
  ownerName: null,
  fields: emptyTaskFields,
  address: '',
  classifierName: null,
  deadlines: { callbackBy: null, informBy: null, localizeBy: null, restoreBy: null, eliminateBy: null },
  joinedTo: null,
  shutdownId: null,
  companyId: null,
  isOrphan: false,
  dismissedDangers: [],
  repeatCount: 0,
  claim: null,
  createdAt: '2026-11-22T10:00:00.000Z',
  registeredAt: null,
  updatedAt: '2026-11-22T10:00:00.000Z',
  version: 1,
  ...changes,
})
