import { describe, expect, test } from 'vitest'
import type { Task } from '#contracts/task.ts'
import { sampleTask } from '../../testing/samples.ts'
import {
  boardLines,
  boardRows,
  countTasks,
  matches,
  readFilter,
  writeFilter,
  type BoardFilter,
} from './filter.ts'
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
const ids = (tasks: readonly Task[], over: Partial<BoardFilter>, minute: number): number[] =>
  boardRows(tasks, filter(over), { now: Date.parse(at(minute)), shiftEndsAt: Date.parse(at(300)) }).map(
    ({ task }) => task.id,
  )

describe('filter', () => {
  test('the address holds the filter; what is unknown there is left out', () => {
    const full = filter({
      search: 'лифт',
      status: 'new',
      emergency: true,
      overdue: true,
      companyId: 7,
      sort: 'age',
    })
    expect(readFilter(writeFilter(full))).toEqual(full)
    expect(writeFilter(filter())).toEqual({})
    expect(readFilter({ status: 'draft', sort: 'x', search: ['a', 'b'] })).toEqual(filter())
  })
  test('only registered open tasks stand in the table, the earliest deadline first, without one last', () => {
    const tasks = [due(1, 40), due(2, null), due(3, 20), sampleTask({ id: 4 }), due(5, 1, { status: 'done' })]
    expect(ids(tasks, {}, 0)).toEqual([3, 1, 2])
  })
  test('narrowed to emergencies, to overdue, to a status', () => {
    const tasks = [
      due(1, 10),
      due(2, 50, { fields: { isEmergency: true } }),
      due(3, 50, { status: 'assigned' }),
    ]
    expect(ids(tasks, { overdue: true }, 30)).toEqual([1])
    expect(ids(tasks, { emergency: true }, 30)).toEqual([2])
    expect(ids(tasks, { status: 'assigned' }, 30)).toEqual([3])
    expect(countTasks(tasks, Date.parse(at(30)))).toMatchObject({
      status: { new: 2, assigned: 1, deferred: 0 },
      all: 3,
      emergency: 1,
      overdue: 1,
    })
  })
  test('narrowed to a company: the tasks that were its when they came', () => {
    const tasks = [due(1, 10, { companyId: 7 }), due(2, 10, { companyId: 8 }), due(3, 10)]
    expect(ids(tasks, { companyId: 7 }, 0)).toEqual([1])
    expect(ids(tasks, {}, 0)).toHaveLength(3)
  })
  test('an overdue clock counts in whatever state its task is', () => {
    const tasks = (['new', 'accepted', 'assigned', 'inProgress', 'deferred'] as const).map((status, index) =>
      due(index + 1, 10, { status }),
    )
    expect(ids(tasks, { overdue: true }, 30)).toHaveLength(5)
    expect(ids(tasks, { overdue: true, status: 'inProgress' }, 30)).toEqual([4])
    expect(countTasks(tasks, Date.parse(at(30))).overdue).toBe(5)
  })
  test('by deadline the rows stand in groups, emergencies first in each; by age in one list', () => {
    const tasks = [
      due(1, 20),
      due(2, 25, { fields: { isEmergency: true } }),
      due(3, 80),
      due(4, 200),
      due(5, 301),
      due(6, null),
    ]
    const over = { now: Date.parse(at(30)), shiftEndsAt: Date.parse(at(300)) }
    const lines = (sort: BoardFilter['sort']) => boardLines(boardRows(tasks, filter({ sort }), over), sort)
    expect(lines('deadline')).toEqual(['overdue', 2, 1, 'hour', 3, 'shift', 4, 'later', 5, 6])
    expect(lines('age')).toEqual([6, 5, 4, 3, 2, 1])
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
    const none = new Set<number | string>()
    expect(steadyOrder([3, 1, 2], [9, 2, 3, 8], none)).toEqual({ lines: [3, 1, 2], waiting: 2 })
    expect(steadyOrder(['hour', 3, 1], ['overdue', 3, 'hour', 1], none)).toMatchObject({ waiting: 0 })
    expect(steadyOrder(null, [2, 1], none)).toEqual({ lines: [2, 1], waiting: 0 })
  })
  test('what left for good goes, and the others stay in their order', () => {
    expect(steadyOrder([3, 1, 2], [2, 3], new Set([1])).lines).toEqual([3, 2])
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
