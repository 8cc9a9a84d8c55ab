import { describe, expect, test } from 'vitest'
import { CallEvent } from '#contracts/call-event.ts'
import { createAllTexts } from '../../testing/all-texts.ts'
import { sampleCall } from '../../testing/samples.ts'
import { belongs, logRows, readLogFilter, writeLogFilter } from './log.ts'
import { sentenceOf } from './timeline.ts'

const call = (id: string, minute: number, over: Parameters<typeof sampleCall>[0] = {}) =>
  sampleCall({
    id,
    arrivedAt: `2026-11-22T10:${String(minute).padStart(2, '0')}:00.000Z`,
    state: 'ended',
    result: 'answered',
    answeredAt: `2026-11-22T10:${String(minute).padStart(2, '0')}:05.000Z`,
    ...over,
  })
const none = { search: '', result: null, companyId: null }

describe('log', () => {
  test('pages and live calls are one list, newest first, with the newer version of each', () => {
    const rows = logRows(
      [call('b', 20), call('a', 10)],
      [call('c', 30), call('b', 20, { version: 5 })],
      none,
      false,
    )
    expect(rows.map((row) => [row.id, row.version])).toEqual([
      ['c', 1],
      ['b', 5],
      ['a', 1],
    ])
  })
  test('calls beyond the last page are left to "show more"', () => {
    expect(logRows([call('b', 20)], [call('old', 5)], none, true).map((row) => row.id)).toEqual(['b'])
    expect(logRows([call('b', 20)], [call('old', 5)], none, false)).toHaveLength(2)
  })
  test('who was told by the announcement is no missed call; he has a filter of his own', () => {
    const told = call('t', 30, { result: 'informed', answeredAt: null, informedOf: [5] })
    expect(belongs(told, { ...none, search: '', result: 'informed' })).toBe(true)
    expect(belongs(told, { ...none, search: '', result: 'missed' })).toBe(false)
    expect(belongs(call('a', 10), { ...none, search: '', result: 'informed' })).toBe(false)
    expect(readLogFilter(writeLogFilter({ ...none, search: '', result: 'informed' })).result).toBe('informed')
  })
  test('a live call comes into a narrowed list only where it belongs', () => {
    const missed = call('m', 30, { result: 'abandoned', answeredAt: null })
    expect(belongs(missed, { ...none, search: '', result: 'missed' })).toBe(true)
    expect(belongs(missed, { ...none, search: '', result: 'answered' })).toBe(false)
    expect(belongs(missed, { ...none, search: '200-12-03', result: null })).toBe(true)
    expect(belongs(missed, { ...none, search: 'иванов', result: null })).toBe(false)
    expect(logRows([], [missed], { ...none, search: '', result: 'answered' }, false)).toEqual([])
  })
  test('narrowed to a company it has the calls that were its when they came', () => {
    const its = call('c', 30, { companyId: 7 })
    expect(belongs(its, { ...none, companyId: 7 })).toBe(true)
    expect(belongs(call('a', 10), { ...none, companyId: 7 })).toBe(false)
  })
  test('the filter stands in the address', () => {
    expect(readLogFilter(writeLogFilter({ search: '12', result: 'missed', companyId: 7 }))).toEqual({
      search: '12',
      result: 'missed',
      companyId: 7,
    })
    expect(readLogFilter({ result: 'x' })).toEqual(none)
  })
})

test('every kind of event has its sentence', () => {
  const { t } = createAllTexts().i18n.global
  const base = {
    source: 'embedded',
    position: '1:0',
    at: '2026-11-22T10:00:00.000Z',
    callId: '1',
    legId: 'l',
  }
  const extras = {
    from: '+73452001203',
    displayName: '',
    to: '112',
    operator: 'op-1',
    queue: 'main',
    cause: 'normal',
    kind: 'blind',
    file: 'a.wav',
    endedBy: 'caller',
    how: 'announcement',
    shutdowns: [{ id: 1, heardVersion: 1 }],
    callerId: 1,
    answer: 'yes',
    noticeId: 1,
    by: 1,
    code: 'advice',
    level: 'near',
    calls: 800,
    seconds: 120_000,
    number: '+73452001203',
    priority: 5,
    outcome: 'busy',
    placement: 1,
    why: 'closed',
  }
  for (const option of CallEvent.options) {
    const event = CallEvent.parse({ ...base, ...extras, type: option.shape.type.value })
    const sentence = sentenceOf(
      event,
      (key, named) => t(key, named ?? {}),
      () => 'Анна',
    )
    expect(sentence, event.type).not.toMatch(/^event\.|\{/)
    expect(sentence.length).toBeGreaterThan(3)
  }
})
