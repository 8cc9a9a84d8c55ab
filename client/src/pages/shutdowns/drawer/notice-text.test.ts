import { expect, test } from 'vitest'
import type { ShutdownCaller } from '#contracts/shutdown.ts'
import { noticeWays } from './notice-text.ts'

type Notice = NonNullable<ShutdownCaller['notice']>
const notice = (id: number, over: Partial<Notice>): { notice: Notice } => ({
  notice: {
    id,
    kind: 'ended',
    channel: 'sms',
    state: 'sent',
    at: '2026-11-22T10:00:00.000Z',
    whyNoCall: null,
    ...over,
  },
})
const t = (key: string, named: object = {}): string => `${key} ${Object.values(named).join(' ')}`

test('each number once, by its way, and why no machine calls the others', () => {
  const callers = [
    notice(1, {}),
    notice(1, {}),
    notice(2, { channel: 'call' }),
    notice(3, { channel: 'person', whyNoCall: 'noConsent' }),
    notice(4, { channel: 'person', whyNoCall: 'noConsent' }),
    notice(5, { channel: 'person', whyNoCall: 'refused' }),
    notice(6, { channel: null }),
    { notice: null },
  ]
  expect(noticeWays(callers, t)).toEqual({
    ways: 'noticeWays.sms 1 · noticeWays.call 1 · noticeWays.person 3 · noticeWays.waiting 1',
    why: 'noticeWays.why noticeWays.part 2 whyNoCall.noConsent , noticeWays.part 1 whyNoCall.refused ',
  })
})

test('no news, no sentence', () => {
  expect(noticeWays([{ notice: null }], t)).toBeNull()
})
