import type { Task } from '#contracts/task.ts'
import { numberKey, searchedDigits } from '#domain/call/number-key.ts'
import { isOpen, openStatuses, type OpenStatus } from '#domain/task/states.ts'
import { leadingDeadline } from '../../entities/task/deadline.ts'

/** What the board is narrowed to; stands in the address, so that a link or a reload shows the same. */
export interface BoardFilter {
  search: string
  status: OpenStatus | null
  emergency: boolean
  overdue: boolean
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
    ...(filter.sort === 'age' ? { sort: 'age' } : {}),
  }
}

export const isNarrowed = (filter: BoardFilter): boolean =>
  filter.search !== '' || filter.status !== null || filter.emergency || filter.overdue

const plain = (text: string): string => text.toLowerCase().replaceAll('ё', 'е')

/** Every word of the search occurs in the task's number, address, problem, text or applicant; digits also in the phone. */
export function matches(task: Task, search: string): boolean {
  if (search.trim() === '') return true
  const { fields } = task
  const text = plain(
    [task.number, task.address, fields.place, task.classifierName, fields.text, fields.applicantName].join(
      ' ',
    ),
  )
  const phone = numberKey(fields.applicantPhone)
  return plain(search)
    .split(/\s+/)
    .filter((word) => word !== '')
    .every((word) => {
      if (text.includes(word)) return true
      const digits = searchedDigits(word)
      return digits.length >= 3 && phone.includes(digits)
    })
}

const far = Number.MAX_SAFE_INTEGER

/** The later moment first; not by a locale's rules, which cost a fifth of the opening of a board of 5,000. */
const later = (a: string, b: string): number => (a === b ? 0 : a < b ? 1 : -1)

/** The board's rows: registered open tasks that pass the filter, in order. */
export function boardRows(tasks: Iterable<Task>, filter: BoardFilter, now: number): Task[] {
  const rows: { task: Task; due: number }[] = []
  for (const task of tasks) {
    if (!isOpen(task.status)) continue
    if (filter.status !== null && task.status !== filter.status) continue
    if (filter.emergency && !task.fields.isEmergency) continue
    if (!matches(task, filter.search)) continue
    const leading = leadingDeadline(task, now)
    if (filter.overdue && leading?.tone !== 'overdue') continue
    rows.push({ task, due: leading === null ? far : Date.parse(leading.at) })
  }
  const byAge = (a: Task, b: Task): number =>
    later(a.registeredAt ?? a.createdAt, b.registeredAt ?? b.createdAt) || b.id - a.id
  rows.sort((a, b) => (filter.sort === 'deadline' ? a.due - b.due : 0) || byAge(a.task, b.task))
  return rows.map((row) => row.task)
}

export type StatusCounts = Partial<Record<OpenStatus, number>>

/** How many registered open tasks stand in each status. */
export function countByStatus(tasks: Iterable<Task>): StatusCounts {
  const counts: StatusCounts = {}
  for (const status of openStatuses) counts[status] = 0
  for (const { status } of tasks) if (isOpen(status)) counts[status] = (counts[status] ?? 0) + 1
  return counts
}
