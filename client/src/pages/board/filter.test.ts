import { describe, expect, test } from 'vitest'
import { sampleTask } from '../../testing/samples.ts'
import { boardRows, countByStatus, matches, readFilter, writeFilter, type BoardFilter } from './filter.ts'
import { steadyOrder } from './steady-order.ts'
import { windowOf } from './window.ts'

const at = (minute: number): string => new Date(Date.UTC(2026, 10, 22, 10, minute)).toISOString()
const filter = (over: Partial<BoardFilter> = {}): BoardFilter => ({ ...readFilter({}), ...over })
const due = (id: number, minute: number | null, over: Parameters<typeof sampleTask>[0] = {}) =>
  sampleTask({
    id,
    status: 'new',
    number: `26-00000${id}`,
    ...over,
    deadlines: { ...sampleTask().deadlines, localizeBy: minute === null ? null : at(minute) },
  })
const ids = (tasks: { id: number }[]): number[] => tasks.map((task) => task.id)

describe('filter', () => {
  test('the address holds the filter; what is unknown there is left out', () => {
    const full = filter({ search: 'лифт', status: 'new', emergency: true, overdue: true, sort: 'age' })
    expect(readFilter(writeFilter(full))).toEqual(full)
    expect(writeFilter(filter())).toEqual({})
    expect(readFilter({ status: 'draft', sort: 'x', search: ['a', 'b'] })).toEqual(filter())
  })
  test('only registered open tasks stand in the table, the earliest deadline first, without one last', () => {
    const tasks = [due(1, 40), due(2, null), due(3, 20), sampleTask({ id: 4 }), due(5, 1, { status: 'done' })]
    expect(ids(boardRows(tasks, filter(), Date.parse(at(0))))).toEqual([3, 1, 2])
  })
  test('narrowed to emergencies, to overdue, to a status', () => {
    const tasks = [
      due(1, 10),
      due(2, 50, { fields: { isEmergency: true } }),
      due(3, 50, { status: 'assigned' }),
    ]
    const now = Date.parse(at(30))
    expect(ids(boardRows(tasks, filter({ overdue: true }), now))).toEqual([1])
    expect(ids(boardRows(tasks, filter({ emergency: true }), now))).toEqual([2])
    expect(ids(boardRows(tasks, filter({ status: 'assigned' }), now))).toEqual([3])
    expect(countByStatus(tasks)).toMatchObject({ new: 2, assigned: 1, deferred: 0 })
  })
  test.each([
    ['000001', true],
    ['республики 5', true],
    ['теч кран', true],
    ['ТЕЧЕТ', true],
    ['200-12-03', true],
    ['83452001203', true],
    ['ленина', false],
  ])('search "%s": %s', (search, isFound) => {
    const task = due(1, null, {
      address: 'ул. Республики, 5',
      fields: { text: 'Течёт кран', applicantPhone: '+73452001203' },
    })
    expect(matches(task, search)).toBe(isFound)
  })
})

describe('steady order', () => {
  test('held rows stay where they are, what came waits and is counted', () => {
    expect(steadyOrder([3, 1, 2], [9, 2, 3, 8])).toEqual({ ids: [3, 1, 2], waiting: 2 })
    expect(steadyOrder(null, [2, 1])).toEqual({ ids: [2, 1], waiting: 0 })
  })
})

describe('window', () => {
  test('short lists are drawn whole, long ones around the viewport', () => {
    expect(windowOf(200, 36, { top: 0, height: 600 })).toEqual({ from: 0, to: 200 })
    expect(windowOf(5000, 36, { top: 36_000, height: 600 })).toEqual({ from: 992, to: 1025 })
    const end = windowOf(300, 36, { top: 99_999, height: 600 })
    expect(end.from).toBeLessThan(300)
    expect(end.to).toBe(300)
  })
})
