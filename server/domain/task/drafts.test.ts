import { describe, expect, it } from 'vitest'
import type { Call } from '#contracts/call.ts'
import { sampleCall } from '../testing/samples.ts'
import { carryOut, type DraftFacts, type KnownFlat } from './drafts.ts'
import type { DraftEffect } from './from-call.ts'
import { emptyDraft, withLink, type TaskRecord } from './task-record.ts'

const at = '2026-11-22T10:01:00.000Z'
const by = '2026-11-22T10:11:00.000Z'
const flat: KnownFlat = {
  houseId: 5,
  apartmentId: 12,
  address: 'ул. Республики, 5, кв. 12',
  owner: 'Иванова',
  companies: [{ companyId: 3, since: null, until: null }],
}
const factsOf = (places: readonly KnownFlat[] = []): DraftFacts => ({
  operator: (sipUsername) => (sipUsername === 'op-1' ? { userId: 1, name: 'Анна' } : null),
  places: () => places,
  shutdown: (ids) => (ids.includes(7) ? { id: 7, number: 'О26-000007' } : null),
  companyOf: ([period]) => period?.companyId ?? null,
  nextTaskId: () => 42,
})
const facts = factsOf()
const call = sampleCall()
const draftOf = (of: Call, changes: Partial<TaskRecord> = {}, id = 1): TaskRecord => {
  const draft = emptyDraft(id, 'call', of.arrivedAt)
  return withLink(
    { ...draft, fields: { ...draft.fields, applicantPhone: of.from }, ...changes },
    { callId: of.id, kind: 'origin', at: of.arrivedAt },
  )
}
const own = draftOf(call)
const done = (effect: DraftEffect, tasks: readonly TaskRecord[], of = call, known = facts) =>
  carryOut(effect, of, at, tasks, known)
const nothing = { changed: [], history: [] }

describe('a call makes a draft', () => {
  it.each<[string, Call, KnownFlat[], object]>([
    ['of a number of one flat', call, [flat], { houseId: 5, apartmentId: 12, applicantName: 'Иванова' }],
    ['of a number of two flats', call, [flat, flat], { houseId: null, apartmentId: null, applicantName: '' }],
    ['of a number that he typed', sampleCall({ numberTrust: 'typed' }), [flat], { houseId: null }],
    ['of a hidden number', sampleCall({ from: 'anonymous' }), [], { applicantPhone: '' }],
    ['of an unknown number', call, [], { applicantPhone: '+79220000001', houseId: null }],
  ])('%s', (_, of, places, fields) => {
    const { changed, history } = done({ kind: 'create' }, [], of, factsOf(places))
    expect(changed).toMatchObject([{ id: 42, status: 'draft', fields, callCount: 1 }])
    expect(history).toMatchObject([{ taskId: 42, what: 'created', from: null, to: 'draft' }])
  })

  it('once', () => expect(done({ kind: 'create' }, [own])).toEqual(nothing))
})

describe('a draft is changed', () => {
  const informed = sampleCall({ informedOf: [7] })
  const unknown = sampleCall({ informedOf: [8], endedAt: at })
  it.each<[string, DraftEffect, Call, object, string]>([
    [
      'its operator owns it',
      { kind: 'own', operator: 'op-1' },
      call,
      { ownerId: 1, ownerName: 'Анна' },
      'owned',
    ],
    ['its operator vanished', { kind: 'orphan' }, call, { isOrphan: true }, 'orphaned'],
    ['lives are in danger', { kind: 'urgent' }, call, { fields: { isEmergency: true } }, 'edited'],
    ['he was told', { kind: 'inform' }, informed, { status: 'discarded', shutdownId: 7 }, 'joined'],
    ['he was told of what nobody knows', { kind: 'inform' }, unknown, { status: 'callback' }, 'callback'],
    [
      'nobody answered',
      { kind: 'callback', by },
      call,
      { status: 'callback', ownerId: null, deadlines: { callbackBy: by } },
      'callback',
    ],
  ])('%s', (_, effect, of, changes, what) => {
    const { changed, history } = done(effect, [draftOf(of)], of)
    expect(changed).toMatchObject([{ id: 1, version: 2, ...changes }])
    expect(history).toMatchObject([{ taskId: 1, what }])
  })

  it('not answered again: the number’s open call-back takes the draft in', () => {
    const earlier = draftOf(sampleCall({ id: 'embedded:0' }), { status: 'callback' }, 3)
    const { changed } = done({ kind: 'callback', by }, [own, earlier])
    expect(changed).toMatchObject([
      { id: 3, status: 'callback', repeatCount: 1 },
      { id: 1, status: 'discarded', joinedTo: 3 },
    ])
  })

  it('a message after the announcement makes a call-back of what had dissolved', () => {
    const of = sampleCall({ result: 'callbackAsked', informedOf: [7], endedAt: at })
    const dissolved = draftOf(of, { status: 'discarded', shutdownId: 7 })
    expect(done({ kind: 'callback', by }, [dissolved], of).changed).toMatchObject([
      { id: 1, status: 'callback', shutdownId: 7 },
    ])
  })
})

describe('nothing changes', () => {
  it.each<[string, DraftEffect, readonly TaskRecord[]]>([
    ['of a call without a draft', { kind: 'orphan' }, []],
    ['what a person registered', { kind: 'orphan' }, [draftOf(call, { status: 'new' })]],
    ['what a person threw away', { kind: 'callback', by }, [draftOf(call, { status: 'discarded' })]],
    [
      'what is an emergency already',
      { kind: 'urgent' },
      [draftOf(call, { fields: { ...own.fields, isEmergency: true } })],
    ],
    ['what is an orphan already', { kind: 'orphan' }, [draftOf(call, { isOrphan: true })]],
    ['for an operator whom nobody knows', { kind: 'own', operator: 'op-9' }, [own]],
    ['for who owns it already', { kind: 'own', operator: 'op-1' }, [draftOf(call, { ownerId: 1 })]],
  ])('%s', (_, effect, tasks) => {
    expect(done(effect, tasks)).toEqual(nothing)
  })

  it('a hidden number settles nobody’s call-back', () => {
    const hidden = sampleCall({ from: '' })
    const other = draftOf(sampleCall({ id: 'embedded:0', from: '' }), { status: 'callback' }, 3)
    expect(done({ kind: 'settle' }, [draftOf(hidden), other], hidden)).toEqual(nothing)
  })
})
