import type { Service, ShutdownStatus } from '#contracts/shutdown.ts'
import { likeLiteral } from '#server/platform/db/like.ts'

export interface ShutdownPage {
  status?: ShutdownStatus | undefined
  service?: Service | undefined
  /** A number or its last digits, a part of the places, or of the cause. */
  search?: string | undefined
  houseId?: number | undefined
  /** Houses of this one are among those without. */
  companyId?: number | undefined
  /** Of houses of these alone; null: of all. */
  companies?: readonly number[] | null | undefined
  /** Id of the last one of the page before. */
  before?: number | undefined
  limit: number
}

/** One page, newest first, by key and not by offset. */
export function shutdownPage({
  status,
  service,
  search,
  houseId,
  companyId,
  companies,
  before,
  limit,
}: ShutdownPage) {
  const where: string[] = ['true']
  const bindings: (string | number | readonly number[])[] = []
  const and = (condition: string, ...values: (string | number | readonly number[])[]): void => {
    where.push(condition)
    bindings.push(...values)
  }
  if (status) and('s.status = ?', status)
  if (service) and('? = any(s.services)', service)
  if (houseId !== undefined)
    and('s.id in (select shutdown_id from shutdown_houses where house_id = ?)', houseId)
  if (companyId !== undefined) and('? = any(s.company_ids)', companyId)
  if (companies) and(`s.company_ids <> '{}' and s.company_ids <@ ?::bigint[]`, companies)
  if (search) {
    // the letter of a number is Cyrillic, and its Latin twin is typed as often
    const part = `%${likeLiteral(search.replace(/^o(?=\d)/i, 'О'))}%`
    and('(s.number ilike ? or s.places ilike ? or s.cause ilike ?)', part, part, part)
  }
  if (before !== undefined) and('s.id < ?', before)
  return { sql: `where ${where.join(' and ')} order by s.id desc limit ?`, bindings: [...bindings, limit] }
}
