import { expect, it } from 'vitest'
import { noticeChannels } from './notice-channel.ts'

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
