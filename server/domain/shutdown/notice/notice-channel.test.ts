import { expect, it } from 'vitest'
import { mayCallAt, noticeChannels } from './notice-channel.ts'

const both = { sms: true, call: true }
it.each([
  ['ended', '79220000001', both, ['sms', 'call', 'person']],
  ['moved', '79220000001', both, ['sms', 'call', 'person']],
  ['survey', '79220000001', both, ['call', 'sms', 'person']],
  ['ended', '73452000000', both, ['call', 'person']],
  ['survey', '73452000000', { sms: true, call: false }, ['person']],
  ['ended', '79220000001', { sms: false, call: true }, ['call', 'person']],
  ['ended', '112', both, ['person']],
  ['ended', '79220000001', { sms: false, call: false }, ['person']],
] as const)('%s to %s by %j: %j', (kind, digits, available, ways) => {
  expect(noticeChannels(kind, digits, available)).toEqual(ways)
})

it.each([
  ['2026-11-22T02:59:59Z', '2026-11-22T03:00:00.000Z'],
  ['2026-11-22T03:00:00Z', '2026-11-22T03:00:00.000Z'],
  ['2026-11-22T15:59:59Z', '2026-11-22T15:59:59.000Z'],
  ['2026-11-22T16:00:00Z', '2026-11-23T03:00:00.000Z'],
  ['2026-11-22T18:30:00Z', '2026-11-23T03:00:00.000Z'],
  ['2026-12-31T19:30:00Z', '2027-01-01T03:00:00.000Z'],
])('in Tyumen a machine that wants to call at %s may at %s', (now, at) => {
  expect(mayCallAt(new Date(now), 'Asia/Yekaterinburg').toISOString()).toBe(at)
})
