import { Service, ShutdownStatus, type Shutdown } from '#contracts/shutdown.ts'
import { isLive } from '#domain/shutdown/status.ts'
import { liveOrder } from '../../../entities/shutdown/live-order.ts'
import { searchable } from '../../../ui/words/searchable.ts'

/** What the list is narrowed to; stands in the address, so that a link or a reload shows the same. */
export interface ListFilter {
  /** `live`: planned and active, from the journal alone; the others are read page by page. */
  status: 'live' | 'restored' | 'cancelled' | 'all'
  service: Service | null
  companyId: number | null
  search: string
}
export const listStatuses = ['live', 'restored', 'cancelled', 'all'] as const

type Query = Record<string, string | null | (string | null)[] | undefined>
const one = (value: Query[string]): string => (typeof value === 'string' ? value : '')

export function readListFilter(query: Query): ListFilter {
  const status = one(query['status'])
  const service = Service.safeParse(one(query['service']))
  return {
    status: listStatuses.find((known) => known === status) ?? 'live',
    service: service.success ? service.data : null,
    companyId: Number(one(query['company'])) || null,
    search: one(query['search']).slice(0, 120),
  }
}

export const writeListFilter = ({
  status,
  service,
  companyId,
  search,
}: ListFilter): Record<string, string> => ({
  ...(status === 'live' ? {} : { status }),
  ...(service === null ? {} : { service }),
  ...(companyId === null ? {} : { company: String(companyId) }),
  ...(search === '' ? {} : { search }),
})

/** The question to the server for the archive; null for what the journal keeps. */
export function archiveQuery({ status, service, companyId, search }: ListFilter) {
  if (status === 'live') return null
  const known = ShutdownStatus.safeParse(status)
  return {
    ...(known.success ? { status: known.data } : {}),
    ...(service === null ? {} : { service }),
    ...(companyId === null ? {} : { companyId }),
    ...(search.trim() === '' ? {} : { search: search.trim() }),
    limit: 50,
  }
}

function matchesSearch(shutdown: Shutdown, search: string): boolean {
  const text = searchable(
    [shutdown.number, shutdown.places, shutdown.cause, shutdown.text, shutdown.organisationName].join(' '),
  )
  return searchable(search)
    .split(/\s+/)
    .every((word) => text.includes(word))
}

function belongs(shutdown: Shutdown, { status, service, companyId }: ListFilter): boolean {
  if (companyId !== null && !shutdown.companyIds.includes(companyId)) return false
  if (service !== null && !shutdown.services.includes(service)) return false
  return status === 'all' || (status === 'live' ? isLive(shutdown.status) : shutdown.status === status)
}

/**
 * The rows: what the journal knows, and below it the pages of the archive with the journal's newer versions laid
 * over. What the journal alone knows is searched here; the server searched its own.
 */
export function listRows(
  pages: readonly Shutdown[],
  live: Iterable<Shutdown>,
  filter: ListFilter,
): Shutdown[] {
  const read = new Set(pages.map(({ id }) => id))
  const rows = new Map(pages.map((shutdown) => [shutdown.id, shutdown]))
  for (const shutdown of live) {
    const known = rows.get(shutdown.id)
    if (known === undefined || shutdown.version >= known.version) rows.set(shutdown.id, shutdown)
  }
  const found = [...rows.values()].filter(
    (shutdown) =>
      belongs(shutdown, filter) && (read.has(shutdown.id) || matchesSearch(shutdown, filter.search)),
  )
  if (filter.status === 'live') return found.sort(liveOrder)
  return found.sort((a, b) => b.startsAt.localeCompare(a.startsAt) || b.id - a.id)
}
