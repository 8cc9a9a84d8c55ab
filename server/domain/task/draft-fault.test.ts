import { describe, expect, it } from 'vitest'
import { sampleCall } from '../testing/samples.ts'
import { draftFault, repairedDraft } from './draft-fault.ts'
import { emptyDraft, withLink, type TaskRecord } from './task-record.ts'

const arrivedAt = sampleCall().arrivedAt
const endedAt = '2026-11-22T10:01:00.000Z'
const callbackBy = '2026-11-22T10:11:00.000Z'
const draft = emptyDraft(1, 'call', arrivedAt)
const callback = (by: string | null): TaskRecord => ({
  ...draft,
  status: 'callback',
  deadlines: { ...draft.deadlines, callbackBy: by },
})
const calledBack = withLink(draft, { callId: 'embedded:2', kind: 'callback', at: endedAt })
const ringing = sampleCall()
const abandoned = sampleCall({ state: 'ended', endedAt, result: 'abandoned' })
const answered = sampleCall({ state: 'ended', endedAt, result: 'answered', answeredAt: arrivedAt })
const informed = sampleCall({ state: 'ended', endedAt, result: 'informed' })

describe('a call’s own draft', () => {
  it.each([
    ['a draft of a call that waits', ringing, draft, null],
    ['none', ringing, null, 'missing'],
    ['none of a call that we made', sampleCall({ direction: 'out' }), null, null],
    ['one of another moment', ringing, { ...draft, createdAt: endedAt }, 'createdAt'],
    ['a draft where nobody answered', abandoned, draft, 'notCalledBack'],
    ['one that was called back', abandoned, calledBack, null],
    ['a call-back in time', abandoned, callback(callbackBy), null],
    ['a call-back with another term', abandoned, callback(endedAt), 'callbackBy'],
    ['a call-back of an answered call', answered, callback(callbackBy), 'needlessCallback'],
    ['a call-back of one who was told', informed, callback(callbackBy), null],
    ['a draft of one who was told', informed, draft, 'notDissolved'],
    ['what a person registered', abandoned, { ...draft, status: 'new' as const }, null],
  ])('%s', (_, call, task, fault) => {
    expect(draftFault(call, task)).toBe(fault)
  })
})

describe('repaired', () => {
  it.each([
    [ringing, { ...draft, createdAt: endedAt }],
    [abandoned, draft],
    [abandoned, callback(endedAt)],
    [answered, callback(callbackBy)],
  ])('nothing is wrong with it (%#)', (call, task) => {
    const fault = draftFault(call, task)
    if (fault === null) throw new Error('nothing to repair')
    expect(draftFault(call, repairedDraft(call, task, fault))).toBeNull()
  })

  it.each(['missing', 'notDissolved'] as const)('%s needs more than the call', (fault) => {
    expect(repairedDraft(informed, draft, fault)).toBe(draft)
  })
})
