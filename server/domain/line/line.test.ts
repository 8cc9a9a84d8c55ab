import { describe, expect, it } from 'vitest'
import type { LineSet, LineStep, Menu, Schedule } from '#contracts/line.ts'
import { dayOf } from './day.ts'
import { nowhere } from './nowhere.ts'
import { way } from './way.ts'

const kept = { id: 1, version: 1 }
const office: Schedule = {
  ...kept,
  name: 'Контора',
  week: [1, 2, 3, 4, 5, 6, 7].map((day) => (day < 6 ? [{ from: 480, to: 1320 }] : [])),
  usesCalendar: true,
  exceptions: [{ date: '2026-12-30', hours: [] }],
}
const menu = (fields: Partial<Menu> = {}): Menu => ({
  ...kept,
  name: 'Меню',
  text: 'Лифты: один.',
  keys: [],
  otherwise: [],
  ...fields,
})
const queue = { kind: 'queue', queueId: 1 } as const
const hangUp = { kind: 'hangUp' } as const

function setOf(byNight: LineStep[], more: Partial<LineSet> = {}): LineSet {
  return {
    lines: [
      {
        ...{ ...kept, name: 'Лифты', digits: '73452001122', companyId: 1, greeting: '', scheduleId: 1 },
        ...{ priority: 0, byDay: [queue], byNight },
      },
    ],
    queues: [
      {
        ...{ ...kept, name: 'Общая', strategy: 'longestIdle', waitSeconds: 120, isFirst: false },
        ...{ operators: null, overflow: [{ kind: 'voicemail' }], isDefault: true },
      },
    ],
    schedules: [office],
    menus: [],
    night: null,
    ...more,
  }
}
const facts = {
  schedules: [office],
  calendar: new Map([
    ['2026-01-01', 'off' as const],
    ['2026-02-28', 'work' as const],
  ]),
  night: null,
  timeZone: 'Asia/Yekaterinburg',
}
const day = (at: string) => dayOf(1, new Date(at), facts)

describe('day and night', () => {
  it('go by the hours of the week, and say until when', () => {
    expect(day('2026-12-02T06:00:00Z')).toEqual({
      isDay: true,
      reason: { key: 'hours', isDay: true, until: '2026-12-02T17:00:00.000Z' },
    })
    expect(day('2026-12-04T17:00:00Z')).toEqual({
      isDay: false,
      reason: { key: 'hours', isDay: false, until: '2026-12-07T03:00:00.000Z' },
    })
  })
  it('know holidays, Saturdays that are worked, and exceptions', () => {
    expect(day('2026-01-01T06:00:00Z')).toMatchObject({
      isDay: false,
      reason: { key: 'holiday', date: '2026-01-01' },
    })
    expect(day('2026-02-28T06:00:00Z')).toMatchObject({ isDay: true, reason: { key: 'holiday' } })
    expect(day('2026-12-30T06:00:00Z')).toMatchObject({ isDay: false, reason: { key: 'exception' } })
  })
  it('give way to the night mode until its end', () => {
    const night = { startedAt: '2026-12-02T05:00:00.000Z', endsAt: '2026-12-02T07:00:00.000Z', byName: null }
    const at = (text: string) => dayOf(null, new Date(text), { ...facts, night })
    expect(at('2026-12-02T06:59:59Z').reason).toEqual({ key: 'nightMode', until: night.endsAt })
    expect(at('2026-12-02T07:00:00Z')).toEqual({ isDay: true, reason: { key: 'always' } })
  })
})

describe('the way of a call', () => {
  it('names the reason of each step', () => {
    const question = {
      dialled: '83452001122',
      at: new Date('2026-12-02T06:00:00Z'),
      isBusy: true,
      keys: [],
    }
    const { calendar, timeZone } = facts
    expect(way({ ...setOf([queue]), calendar, timeZone }, question)).toEqual([
      { step: queue, reason: { key: 'hours', isDay: true, until: '2026-12-02T17:00:00.000Z' } },
      { step: { kind: 'voicemail' }, reason: { key: 'busy', seconds: 120 } },
    ])
  })
})

describe('a desk that leaves callers nowhere is refused', () => {
  const say = { kind: 'announcement', text: 'Приём с восьми.' } as const
  it.each<[string, LineSet, ReturnType<typeof nowhere>]>([
    ['a queue at night', setOf([say, queue]), null],
    ['words and the end', setOf([say, hangUp]), { problem: 'nowhere', name: 'Лифты' }],
    ['words alone: a call back is promised', setOf([say]), null],
    ['a queue that is gone', setOf([{ kind: 'queue', queueId: 7 }]), { problem: 'gone', name: 'Лифты' }],
    [
      'a menu without a key that helps',
      setOf([{ kind: 'menu', menuId: 1 }], { menus: [menu({ otherwise: [hangUp] })] }),
      { problem: 'nowhere', name: 'Лифты' },
    ],
    [
      'a menu that leads to itself',
      setOf([queue], { menus: [menu({ otherwise: [{ kind: 'menu', menuId: 1 }] })] }),
      { problem: 'loop', name: 'Меню' },
    ],
    [
      'hours that end before they begin',
      setOf([queue], {
        schedules: [{ ...office, week: Array.from({ length: 7 }, () => [{ from: 60, to: 60 }]) }],
      }),
      { problem: 'hours', name: 'Контора' },
    ],
    ['a schedule that is gone', setOf([queue], { schedules: [] }), { problem: 'gone', name: 'Лифты' }],
  ])('%s', (_, set, problem) => {
    expect(nowhere(set)).toEqual(problem)
  })
})
