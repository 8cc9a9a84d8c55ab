import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ClassifierEntry } from '#contracts/classifier.ts'
import { deadlines } from './deadlines.ts'
import { localHour, localTime } from '../time/local-clock.ts'
import { afterMinutes } from './working-time.ts'

const tyumen = 'Asia/Yekaterinburg' // UTC+5, no daylight saving time
const rule = (changes: Partial<ClassifierEntry['rule']>): ClassifierEntry['rule'] => ({
  version: 1,
  informMinutes: null,
  localizeMinutes: null,
  restoreMinutes: null,
  eliminateMinutes: null,
  calendar: null,
  basis: '',
  ...changes,
})
const utc = (local: string): string => new Date(`${local}:00.000+05:00`).toISOString()
const due = (changes: Partial<ClassifierEntry['rule']>, at: string) =>
  deadlines(rule(changes), new Date(utc(at)), tyumen)

describe('the rows of the law (ПП 416 п. 13, ПП 354 прил. 1), by Tyumen’s clock', () => {
  const chute = { eliminateMinutes: 120, calendar: [8, 23] as [number, number] }
  it.each([
    [
      'burst pipe: localised in 30 min',
      { localizeMinutes: 30 },
      '2026-11-22T03:10',
      { localizeBy: '2026-11-22T03:40' },
    ],
    [
      'accident: owners informed in 30 min',
      { informMinutes: 30 },
      '2026-11-22T23:50',
      { informBy: '2026-11-23T00:20' },
    ],
    [
      'sewer: 2 h, also at night',
      { eliminateMinutes: 120 },
      '2026-11-22T23:30',
      { eliminateBy: '2026-11-23T01:30' },
    ],
    ['damage: 3 days', { eliminateMinutes: 4320 }, '2026-12-30T10:00', { eliminateBy: '2027-01-02T10:00' }],
    [
      'no cold water: 4 h at once',
      { restoreMinutes: 240 },
      '2026-11-22T10:00',
      { restoreBy: '2026-11-22T14:00' },
    ],
    ['chute by day: 2 h', chute, '2026-11-22T10:00', { eliminateBy: '2026-11-22T12:00' }],
    ['chute at 21:00: just before 23', chute, '2026-11-22T21:00', { eliminateBy: '2026-11-22T23:00' }],
    [
      'chute at 22:30: half an hour today, the rest from 8',
      chute,
      '2026-11-22T22:30',
      { eliminateBy: '2026-11-23T09:30' },
    ],
    ['chute at 23:00: from 8', chute, '2026-11-22T23:00', { eliminateBy: '2026-11-23T10:00' }],
    ['chute in the night: from 8', chute, '2026-11-22T03:00', { eliminateBy: '2026-11-22T10:00' }],
    ['chute on the last night of the year', chute, '2026-12-31T22:30', { eliminateBy: '2027-01-01T09:30' }],
  ] as const)('%s', (_, changes, at, expected) => {
    const [key, local] = Object.entries(expected)[0] ?? ['', '']
    const got = new Map(Object.entries(due(changes as Partial<ClassifierEntry['rule']>, at)))
    expect(got.get(key)).toBe(utc(local))
  })

  it('leaves a clock out where the law names none', () => {
    expect(due({}, '2026-11-22T10:00')).toEqual({
      callbackBy: null,
      informBy: null,
      localizeBy: null,
      restoreBy: null,
      eliminateBy: null,
    })
  })

  it('does not stop informing and localising at night', () => {
    expect(
      due({ informMinutes: 30, localizeMinutes: 30, calendar: [8, 23] }, '2026-11-22T02:00'),
    ).toMatchObject({
      informBy: utc('2026-11-22T02:30'),
      localizeBy: utc('2026-11-22T02:30'),
    })
  })
})

describe('clocks of zones', () => {
  it('counts hours of the wall clock where the clock is turned (Berlin)', () => {
    const spring = new Date('2026-03-29T00:30:00.000Z')
    expect(localHour(spring, 8, 'Europe/Berlin').toISOString()).toBe('2026-03-29T06:00:00.000Z')
    const autumn = new Date('2026-10-24T20:00:00.000Z')
    const opens = afterMinutes(autumn, 120, [8, 23], 'Europe/Berlin')
    expect(opens.toISOString()).toBe('2026-10-25T08:00:00.000Z')
  })

  it('knows that Tyumen is five hours ahead the whole year', () => {
    for (const month of ['01', '07']) {
      expect(localTime(new Date(`2026-${month}-15T20:00:00Z`), tyumen)).toMatchObject({ day: 16, hour: 1 })
    }
  })

  it('ends every working clock inside its hours, not before the minutes are over', () => {
    const moments = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2028-01-01') })
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 5000 }), (moment, minutes) => {
        const start = new Date(moment)
        const end = afterMinutes(start, minutes, [8, 23], tyumen)
        const { hour, minute, second } = localTime(end, tyumen)
        const seconds = hour * 3600 + minute * 60 + second
        expect(seconds).toBeGreaterThanOrEqual(8 * 3600)
        expect(seconds).toBeLessThanOrEqual(23 * 3600)
        expect(end.getTime() - moment).toBeGreaterThanOrEqual(minutes * 60_000)
      }),
    )
  })
})
