import type { Task } from '#contracts/task.ts'
import { numberKey, searchedDigits } from '#domain/call/number-key.ts'
import { isOpen, openStatuses, type OpenStatus } from '#domain/task/states.ts'
import { boardGroup, boardGroups, type BoardGroup } from '#domain/deadline/board-groups.ts'
import { worstClockAt } from '#domain/deadline/legal-clocks.ts'
import { searchable } from '../../ui/words/searchable.ts'

/** What the board is narrowed to; stands in the address, so that a link or a reload shows the same. */
export interface BoardFilter {
  search: string
  status: OpenStatus | null
  emergency: boolean
  overdue: boolean
  companyId: number | null
  sort: 'deadline' | 'age'
}

type Query = Record<string, string | null | (string | null)[] | undefined>
const one = (value: Query[string]): string => (typeof value === 'string' ? value : '')

export function readFilter(query: Query): BoardFilter {
  const status = one(query['status'])
  return {
    search: one(query['search']).slice(0, 120),
    status: openStatuses.find((known) => known === status) ?? null,
    emergency: one(query['emergency']) === '1',
    overdue: one(query['overdue']) === '1',
    companyId: Number(one(query['company'])) || null,
    sort: one(query['sort']) === 'age' ? 'age' : 'deadline',
  }
}

/** The filter as a query; what is at its default is left out. */
export function writeFilter(filter: BoardFilter): Record<string, string> {
  return {
    ...(filter.search === '' ? {} : { search: filter.search }),
    ...(filter.status === null ? {} : { status: filter.status }),
    ...(filter.emergency ? { emergency: '1' } : {}),
    ...(filter.overdue ? { overdue: '1' } : {}),
    ...(filter.companyId === null ? {} : { company: String(filter.companyId) }),
    ...(filter.sort === 'age' ? { sort: 'age' } : {}),
  }
}

export const isNarrowed = (filter: BoardFilter): boolean =>
  filter.search !== '' ||
  filter.status !== null ||
  filter.emergency ||
  filter.overdue ||
  filter.companyId !== null

/** Every word of the search occurs in the task's number, address, problem, text or applicant; digits also in the phone. */
export function matches(task: Task, search: string): boolean {
  if (search.trim() === '') return true
  const { fields } = task
  const text = searchable(
    [task.number, task.address, fields.place, task.classifierName, fields.text, fields.applicantName].join(
      ' ',
    ),
  )
  const phone = numberKey(fields.applicantPhone)
  return searchable(search)
    .split(/\s+/)
    .filter((word) => word !== '')
    .every((word) => {
      if (text.includes(word)) return true
      const digits = searchedDigits(word)
      return digits.length >= 3 && phone.includes(digits)
    })
}

/** The later moment first; not by a locale's rules, which cost a fifth of the opening of a board of 5,000. */
const later = (a: string, b: string): number => (a === b ? 0 : a < b ? 1 : -1)

export interface BoardRow {
  task: Task
  group: BoardGroup
}

const far = Number.MAX_SAFE_INTEGER
const groupOrder = Object.fromEntries(boardGroups.map((group, index) => [group, index]))

/**
 * The board's rows: registered open tasks that pass the filter, in order. By deadline they stand in groups of what is
 * left, emergencies first in each; by age in one list.
 */
export function boardRows(
  tasks: Iterable<Task>,
  filter: BoardFilter,
  { now, shiftEndsAt }: { now: number; shiftEndsAt: number },
): BoardRow[] {
  const rows: (BoardRow & { due: number; place: number })[] = []
  for (const task of tasks) {
    if (!isOpen(task.status)) continue
    if (filter.status !== null && task.status !== filter.status) continue
    if (filter.emergency && !task.fields.isEmergency) continue
    if (filter.companyId !== null && task.companyId !== filter.companyId) continue
    if (!matches(task, filter.search)) continue
    const due = worstClockAt(task)?.end ?? null
    const group = boardGroup(due, now, shiftEndsAt)
    if (filter.overdue && group !== 'overdue') continue
    const place = (groupOrder[group] ?? 0) * 2 + (task.fields.isEmergency ? 0 : 1)
    rows.push({ task, group, due: due ?? far, place })
  }
  const byAge = (a: Task, b: Task): number =>
    later(a.registeredAt ?? a.createdAt, b.registeredAt ?? b.createdAt) || b.id - a.id
  rows.sort(
    (a, b) => (filter.sort === 'deadline' ? a.place - b.place || a.due - b.due : 0) || byAge(a.task, b.task),
  )
  return rows
}

/** What the table shows line by line: the head of a group, or a task by its id. */
export type BoardLine = BoardGroup | number

export function boardLines(rows: readonly BoardRow[], sort: BoardFilter['sort']): BoardLine[] {
  const lines: BoardLine[] = []
  let last: BoardGroup | null = null
  for (const { task, group } of rows) {
    if (sort === 'deadline' && group !== last) lines.push(group)
    last = group
    lines.push(task.id)
  }
  return lines
}

export interface BoardCounts {
  status: Record<OpenStatus, number>
  all: number
  emergency: number
  overdue: number
}

/** How many registered open tasks there are by what the board can be narrowed to. */
export function countTasks(tasks: Iterable<Task>, now: number): BoardCounts {
  const counts: BoardCounts = {
    status: { new: 0, accepted: 0, assigned: 0, inProgress: 0, deferred: 0 },
    all: 0,
    emergency: 0,
    overdue: 0,
  }
  for (const task of tasks) {
    if (!isOpen(task.status)) continue
    counts.all += 1
    counts.status[task.status] += 1
    if (task.fields.isEmergency) counts.emergency += 1
    if ((worstClockAt(task)?.end ?? far) <= now) counts.overdue += 1
  }
  return counts
}
