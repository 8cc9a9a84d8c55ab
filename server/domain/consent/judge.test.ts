import { expect, it } from 'vitest'
import { CallPurpose } from '#contracts/consent.ts'
import { judge, withinHours, type NumberFacts } from './judge.ts'
import { callRules, lawOfCalls } from './rules.ts'

// 15:00 in Tyumen
const clock = { now: new Date('2026-11-22T10:00:00.000Z'), timeZone: 'Asia/Yekaterinburg' }
const given = (changes: Partial<NumberFacts['consents'][number]> = {}) => ({
  id: 1,
  purpose: 'shutdown' as const,
  shutdownId: 5,
  at: new Date('2026-11-22T08:00:00.000Z'),
  until: null,
  ...changes,
})
const facts = (changes: Partial<NumberFacts> = {}): NumberFacts => ({
  consents: [given()],
  refusedAt: null,
  isNeverCalled: false,
  callsToday: 0,
  ...changes,
})
const now = { may: 'now', consentId: 1 }
const no = (why: string) => ({ may: 'no', why })
const before = new Date('2026-11-22T07:59:59.999Z')
const same = new Date('2026-11-22T08:00:00.000Z')

it.each<[string, Partial<NumberFacts>, object]>([
  ['pressed 1 of this shutdown', {}, now],
  ['never said a word', { consents: [] }, no('noConsent')],
  ['consented to another shutdown', { consents: [given({ shutdownId: 6 })] }, no('noConsent')],
  ['consented to all shutdowns, on paper', { consents: [given({ shutdownId: null })] }, now],
  [
    'consented to be called back alone',
    { consents: [given({ purpose: 'callBack', shutdownId: null })] },
    no('noConsent'),
  ],
  [
    'pressed the key by a clock ahead of ours',
    { consents: [given({ at: new Date('2026-11-22T10:00:05Z') })] },
    now,
  ],
  ['refused since', { refusedAt: new Date('2026-11-22T09:00:00Z') }, no('refused')],
  ['refused in the same moment', { refusedAt: same }, no('refused')],
  ['refused before, and consented anew', { refusedAt: before }, now],
  ['refused and never consented', { consents: [], refusedAt: before }, no('refused')],
  ['until today, by the clock here', { consents: [given({ until: '2026-11-22' })] }, now],
  ['until yesterday', { consents: [given({ until: '2026-11-21' })] }, no('expired')],
  ['until yesterday, and anew', { consents: [given({ id: 2, until: '2026-11-21' }), given()] }, now],
  ['stands in the list of numbers never called', { isNeverCalled: true }, no('neverCalled')],
  ['was rung six times today', { callsToday: 6 }, no('tooOften')],
  ['was rung five times today', { callsToday: 5 }, now],
])('%s', (_, changes, verdict) => {
  for (const kind of ['notice', 'survey'] as const)
    expect(judge({ kind, shutdownId: 5 }, facts(changes), clock)).toEqual(verdict)
})

it('the newest consent in force is the proof', () => {
  const consents = [given({ id: 3, at: before }), given({ id: 4 })]
  expect(judge({ kind: 'notice', shutdownId: 5 }, facts({ consents }), clock)).toEqual({
    may: 'now',
    consentId: 4,
  })
})

it('at night it waits for the morning; a call-back that was asked for does not', () => {
  const night = { ...clock, now: new Date('2026-11-22T18:30:00.000Z') }
  expect(judge({ kind: 'notice', shutdownId: 5 }, facts(), night)).toEqual({
    may: 'later',
    at: new Date('2026-11-23T03:00:00.000Z'),
    consentId: 1,
  })
  const asked = facts({ consents: [given({ purpose: 'callBack', shutdownId: null })] })
  expect(judge({ kind: 'machineCallBack', shutdownId: null }, asked, night)).toEqual(now)
})

it.each([
  ['2026-11-22T02:59:59Z', '2026-11-22T03:00:00.000Z'],
  ['2026-11-22T03:00:00Z', '2026-11-22T03:00:00.000Z'],
  ['2026-11-22T15:59:59Z', '2026-11-22T15:59:59.000Z'],
  ['2026-11-22T16:00:00Z', '2026-11-23T03:00:00.000Z'],
  ['2026-11-22T18:30:00Z', '2026-11-23T03:00:00.000Z'],
  ['2026-12-31T19:30:00Z', '2027-01-01T03:00:00.000Z'],
])('in Tyumen a machine that wants to call at %s may at %s', (at, may) => {
  const { hours } = callRules.notice
  expect(withinHours(new Date(at), 'Asia/Yekaterinburg', hours).toISOString()).toBe(may)
})

it('every call of a machine needs a consent, and every rule says on what it stands', () => {
  const rules = Object.values(callRules)
  for (const rule of rules) expect(rule.basis).not.toBe('')
  const purposes = rules.flatMap((rule) => (rule.isAutomatic ? [rule.purpose] : []))
  expect(new Set(purposes)).toEqual(new Set(CallPurpose.options))
  expect(lawOfCalls).toMatchObject({ readOn: '2026-11-27', readWhole: false })
})
