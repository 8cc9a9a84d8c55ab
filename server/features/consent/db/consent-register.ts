import type { Knex } from 'knex'
import type { ConsentEntry, ConsentFilter } from '#contracts/consent.ts'
import { query } from '#server/platform/db/sql.ts'

export interface RegisterPage {
  /** Part of the digits. */
  digits?: string | undefined
  /** All of them. */
  number?: string | undefined
  only?: ConsentFilter | undefined
  /** The last one of the page before. */
  before?: readonly [at: string, key: string] | undefined
  limit: number
}

type Row = Omit<ConsentEntry, 'at' | 'endedAt'> & { at: Date; endedAt: Date | null }

/** A consent ends with the first refusal after it; a refusal is in force until somebody consents anew. */
const entries = `
  select 'consent-' || c.id as key, c.id, 'consent' as kind, c.digits, c.at, c.purpose, c.shutdown_id as "shutdownId",
    s.number as "shutdownNumber", null::text as refused, c.how, c.call_id as "callId", c.words, c.paper,
    to_char(c.until, 'YYYY-MM-DD') as until, u.name as "byName",
    r.at is null and (c.until is null or c.until >= (?::timestamptz at time zone ?)::date)
      and not exists (select from never_called n where n.digits = c.digits and n.lifted_at is null) as "isInForce",
    r.at as "endedAt", r.how as "endedHow", ru.name as "endedByName"
  from consents c left join users u on u.id = c.written_by left join shutdowns s on s.id = c.shutdown_id
  left join lateral (
    select x.at, x.how, x.written_by from contact_refusals x
    where x.digits = c.digits and x.refused = 'calls' and x.at >= c.at order by x.at, x.id limit 1) r on true
  left join users ru on ru.id = r.written_by
  union all
  select 'refusal-' || r.id, r.id, 'refusal', r.digits, r.at, null, null, null, r.refused, r.how,
    coalesce(r.call_id, 'notice-' || r.notice_id), r.note, '', null, u.name,
    not exists (select from consents c where c.digits = r.digits and c.at > r.at), null, null, null
  from contact_refusals r left join users u on u.id = r.written_by
  union all
  select 'never-' || n.id, n.id, 'never', n.digits, n.at, null, null, null, null, 'operator', null,
    n.reason || coalesce(' → ' || n.lifted_reason, ''), '', null, u.name, n.lifted_at is null, n.lifted_at,
    case when n.lifted_at is not null then 'operator' end, lu.name
  from never_called n join users u on u.id = n.written_by left join users lu on lu.id = n.lifted_by`

const filters: Record<ConsentFilter, string> = {
  valid: `e.kind = 'consent' and e."isInForce"`,
  refusal: `e.kind = 'refusal'`,
  never: `e.kind = 'never'`,
}

/** The register as it is read: consents, refusals and numbers never called, newest first. */
export const consentRegister = (k: Knex) => ({
  async page(
    { digits, number, only, before, limit }: RegisterPage,
    { now, timeZone }: { now: Date; timeZone: string },
  ): Promise<ConsentEntry[]> {
    const where = ['true']
    const bindings: (string | number | Date)[] = [now, timeZone]
    if (only !== undefined) where.push(filters[only])
    if (digits !== undefined) {
      where.push('strpos(e.digits, ?) > 0')
      bindings.push(digits)
    }
    if (number !== undefined) {
      where.push('e.digits = ?')
      bindings.push(number)
    }
    if (before !== undefined) {
      where.push('(e.at, e.key) < (?::timestamptz, ?)')
      bindings.push(...before)
    }
    const rows = await query<Row & { digits: string }>(
      k,
      `select * from (${entries}) e where ${where.join(' and ')} order by e.at desc, e.key desc limit ?`,
      [...bindings, limit],
    )
    return rows.map(({ digits: of, at, endedAt, ...row }) => ({
      ...row,
      number: `+${of}`,
      at: at.toISOString(),
      endedAt: endedAt?.toISOString() ?? null,
    }))
  },
})
