import { describe, expect, test } from 'vitest'
import { sampleCall } from '../../testing/samples.ts'
import { formatNumber } from './number.ts'
import { isMissed } from '#domain/call/missed.ts'
import { isListening, ringingCalls, talkSeconds, waitSeconds } from './order.ts'

describe('number', () => {
  test.each([
    ['+73452001203', '+7 3452 00-12-03'],
    ['83452001203', '+7 3452 00-12-03'],
    ['7 (345) 200-12-03', '+7 3452 00-12-03'],
    ['+7345***12**', '+7 345 ***-12-**'],
    ['112', '112'],
    ['', ''],
    ['<script>', '<script>'],
    ['+4930123456', '+4930123456'],
  ])('%s is read as %s', (raw, shown) => expect(formatNumber(raw)).toBe(shown))
})

describe('order of calls', () => {
  const now = Date.parse('2026-11-22T10:02:00.000Z')
  test('the longest waiting caller is first; outgoing and answered calls are not waiting', () => {
    const calls = [
      sampleCall({ id: 'b', arrivedAt: '2026-11-22T10:01:00.000Z' }),
      sampleCall({ id: 'a' }),
      sampleCall({ id: 'c', state: 'talking' }),
      sampleCall({ id: 'd', direction: 'out' }),
    ]
    expect(ringingCalls(calls).map((call) => call.id)).toEqual(['a', 'b'])
  })
  test('the wait ends with the answer, the talk with the end', () => {
    const call = sampleCall({
      answeredAt: '2026-11-22T10:00:06.000Z',
      endedAt: '2026-11-22T10:01:00.000Z',
      state: 'ended',
    })
    expect(waitSeconds(call, now)).toBe(6)
    expect(talkSeconds(call, now)).toBe(54)
    expect(waitSeconds(sampleCall(), now)).toBe(120)
    expect(talkSeconds(sampleCall(), now)).toBe(null)
  })
  test('who hears the announcement waits for nobody, until he is queued or presses 9', () => {
    const listening = sampleCall({ id: 'l', queuedAt: null })
    const urgent = sampleCall({ id: 'u', queuedAt: null, isUrgent: true })
    expect([listening, urgent, sampleCall()].map(isListening)).toEqual([true, false, false])
    expect(ringingCalls([sampleCall({ id: 'q' }), listening, urgent]).map(({ id }) => id)).toEqual(['u', 'q'])
  })
  test('missed is who ended without an answer', () => {
    expect(isMissed(sampleCall({ state: 'ended', result: 'abandoned' }))).toBe(true)
    expect(isMissed(sampleCall())).toBe(false)
    expect(isMissed(sampleCall({ state: 'ended', result: 'informed' }))).toBe(false)
  })
})
