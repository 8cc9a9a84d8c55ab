import { describe, expect, test } from 'vitest'
import { sampleShutdown as shutdown } from '../../testing/sample-shutdown.ts'
import { shutdownClock } from './clock.ts'

const at = (time: string): number => Date.parse(`2026-11-22T${time}:00.000Z`)

describe('the clock of a shutdown', () => {
  test('before its start it counts down, and no norm runs yet', () => {
    const planned = shutdown({ status: 'planned' })
    expect(shutdownClock(planned, at('09:00'))).toMatchObject({
      phase: 'before',
      seconds: 3600,
      term: null,
      legal: null,
    })
  })
  test('while it lasts both terms run', () => {
    expect(shutdownClock(shutdown(), at('13:00'))).toMatchObject({
      phase: 'lasts',
      seconds: 3 * 3600,
      term: { seconds: 3 * 3600, isOver: false },
      legal: { seconds: 3600, isOver: false, service: 'hotWater' },
    })
  })
  test('the law’s limit is over before the promised term', () => {
    const clock = shutdownClock(shutdown(), at('15:00'))
    expect(clock.legal).toMatchObject({ seconds: -3600, isOver: true })
    expect(clock.term?.isOver).toBe(false)
  })
  test('of several services the nearest limit counts', () => {
    const limits = [
      { service: 'gas' as const, by: null, hours: null, basis: '' },
      { service: 'heating' as const, by: '2026-11-23T02:00:00.000Z', hours: 16, basis: '' },
      { service: 'power' as const, by: '2026-11-22T12:00:00.000Z', hours: 2, basis: '' },
    ]
    expect(shutdownClock(shutdown({ limits }), at('11:00')).legal?.service).toBe('power')
  })
  test('ended: how long it was, and nothing runs', () => {
    const over = shutdown({ status: 'restored', endedAt: '2026-11-22T12:30:00.000Z' })
    expect(shutdownClock(over, at('20:00'))).toEqual({
      phase: 'lasted',
      seconds: 9000,
      term: null,
      legal: null,
    })
  })
})
