import { expect, it } from 'vitest'
import { Call } from '#contracts/call.ts'
import { emptyTaskFields, Task } from '#contracts/task.ts'
import { maskNumber } from './mask-number.ts'
import { maskEntry, maskLive } from './mask.ts'
import { shownTo } from './shown-to.ts'

const maskCall = shownTo(Call, [])
const maskTask = shownTo(Task, [])

const call: Call = {
  id: 'embedded:a',
  source: 'embedded',
  direction: 'in',
  state: 'ringing',
  held: false,
  numberTrust: 'network',
  from: '',
  displayName: '',
  to: '',
  queue: null,
  arrivedAt: '2026-11-22T10:00:00.000Z',
  queuedAt: null,
  answeredAt: null,
  endedAt: null,
  result: null,
  endedBy: null,
  operator: null,
  legs: [],
  recording: null,
  message: null,
  informedOf: [],
  isUrgent: false,
  wrapUp: null,
  keptPlace: null,
  companyId: null,
  lineName: null,
  notServed: null,
  version: 1,
}
const task: Task = {
  id: 1,
  number: null,
  status: 'draft',
  source: 'call',
  callIds: ['embedded:a'],
  callCount: 1,
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
}

it.each([
  ['+79220000001', '+7 922 ***-**-01'],
  ['8 (922) 000-00-01', '+7 922 ***-**-01'],
  ['9220000001', '922 ***-**-01'],
  ['123456', '***'],
  ['112', '***'],
  ['anna', '***'],
  ['', ''],
])('%s is shown as %s', (text, masked) => {
  expect(maskNumber(text)).toBe(masked)
})

it('hides the resident’s number and the name that comes with it, not our own lines', () => {
  const numbers = { from: '+79220000001', to: '+73452112112', displayName: 'Анна' }
  expect(maskCall({ ...call, ...numbers, direction: 'in' })).toMatchObject({
    from: '+7 922 ***-**-01',
    to: '+73452112112',
    displayName: '',
  })
  expect(maskCall({ ...call, ...numbers, direction: 'out' })).toMatchObject({
    from: '+79220000001',
    to: '+7 345 ***-**-12',
  })
})

it('hides the applicant of a task', () => {
  const fields = { ...task.fields, applicantName: 'Анна Ильина', applicantPhone: '+79220000001' }
  const masked = maskTask({ ...task, fields })
  expect(masked.fields).toMatchObject({ applicantName: '', applicantPhone: '+7 922 ***-**-01' })
})

it('leaves nothing of a number in any entry of the journal', () => {
  const at = '2026-11-22T10:00:00.000Z'
  const seen = { ...call, from: '+79227654321', displayName: '79227654321' }
  const fields = { ...task.fields, applicantPhone: '+79227654321' }
  for (const data of [
    { type: 'call.changed', call: seen } as const,
    { type: 'task.changed', task: { ...task, fields } } as const,
  ]) {
    expect(JSON.stringify(maskEntry({ seq: 1, at, data }))).not.toContain('7654321')
  }
})

it('leaves what operators wrote of a pause to their colleagues', () => {
  const since = '2026-11-22T10:00:00.000Z'
  const operator = {
    sipUsername: 'op-1',
    userId: 1,
    name: 'Анна',
    state: 'paused',
    reason: 'Обед',
    since,
  } as const
  const state = { pbx: { kind: 'embedded', state: 'up', since }, waiting: 0 } as const
  const masked = maskLive({ ...state, operators: [{ ...operator, note: 'звонить 89227654321' }] })
  expect(masked).toEqual({ ...state, operators: [operator] })
})
