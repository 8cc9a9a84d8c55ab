import type { Call } from '#contracts/call.ts'
import { numberKey, searchedDigits } from '#domain/call/number-key.ts'
import { isMissed } from '#domain/call/missed.ts'

export const logResults = ['answered', 'missed', 'informed'] as const

export interface LogFilter {
  search: string
  result: (typeof logResults)[number] | null
  companyId: number | null
}

type Query = Record<string, string | null | (string | null)[] | undefined>
const one = (value: Query[string]): string => (typeof value === 'string' ? value : '')

export function readLogFilter(query: Query): LogFilter {
  const result = one(query['result'])
  return {
    search: one(query['search']).slice(0, 120),
    result: logResults.find((known) => known === result) ?? null,
    companyId: Number(one(query['company'])) || null,
  }
}

export const writeLogFilter = ({ search, result, companyId }: LogFilter): Record<string, string> => ({
  ...(search === '' ? {} : { search }),
  ...(result === null ? {} : { result }),
  ...(companyId === null ? {} : { company: String(companyId) }),
})

/** Whether a call that the journal brought belongs into the page that is shown. Search by text is the server's. */
export function belongs(call: Call, filter: LogFilter): boolean {
  if (filter.result === 'answered' && call.answeredAt === null) return false
  if (filter.result === 'missed' && !isMissed(call)) return false
  if (filter.result === 'informed' && call.result !== 'informed') return false
  if (filter.companyId !== null && call.companyId !== filter.companyId) return false
  const search = filter.search.trim().toLowerCase()
  if (search === '') return true
  const digits = searchedDigits(search)
  const numbers = [numberKey(call.from), numberKey(call.to)]
  return (
    call.displayName.toLowerCase().includes(search) ||
    (digits !== '' && numbers.some((number) => number.includes(digits)))
  )
}

/**
 * The rows of the log: pages of the server with newer versions and new calls of the journal laid over, newest first.
 * Calls older than the last page's end are left to that page ("show more").
 */
export function logRows(
  pages: readonly Call[],
  live: Iterable<Call>,
  filter: LogFilter,
  hasMore: boolean,
): Call[] {
  const rows = new Map(pages.map((call) => [call.id, call]))
  const end = hasMore ? pages.at(-1)?.arrivedAt : undefined
  for (const call of live) {
    const known = rows.get(call.id)
    if (known !== undefined) {
      if (call.version > known.version) rows.set(call.id, call)
    } else if ((end === undefined || call.arrivedAt > end) && belongs(call, filter)) rows.set(call.id, call)
  }
  return [...rows.values()]
    .filter((call) => belongs(call, { ...filter, search: '' }))
    .sort((a, b) => b.arrivedAt.localeCompare(a.arrivedAt) || b.id.localeCompare(a.id))
}
