import type { Knex } from 'knex'
import type { Call } from '#contracts/call.ts'
import { searchedDigits } from '#domain/call/number-key.ts'
import { normalised } from '#domain/house/address/normalise.ts'
import { listsOf, type PostingList } from '#server/platform/db/search/posting-lists.ts'
import { searchedPage, type Postings } from '#server/platform/db/search/searched-page.ts'
import { query } from '#server/platform/db/sql.ts'
import { callOfRow, type CallRow } from './call-row.ts'

export interface CallPage {
  /** Digits of a number (any part of it) or part of a displayed name. */
  search?: string | undefined
  /** `missed`: an incoming call that ended, that nobody answered and that was not told all it asked for. */
  result?: 'answered' | 'missed' | 'informed' | undefined
  /** Whose it was when it came. */
  companyId?: number | undefined
  /** Of these alone; null: of all. */
  companies?: readonly number[] | null | undefined
  /** The last call of the page before. */
  after?: { arrivedAt: string; id: string } | undefined
  limit: number
}

const postings: Postings = { table: 'call_postings', key: 'arrived_at', type: 'timestamptz' }

const results = {
  answered: 'answered_at is not null',
  informed: `result = 'informed'`,
  // isMissed (domain/call/missed.ts)
  missed: `direction = 'in' and state = 'ended' and (answered_at is null or result in ('abandoned', 'callbackAsked'))
    and result <> 'informed'`,
}

/** One page of the log, newest first, by key and not by offset: as quick at any depth, searched or not. */
export async function callPage(
  k: Knex,
  { search, result, companyId, companies, after, limit }: CallPage,
): Promise<Call[]> {
  const select = async (where: readonly string[], bindings: Parameters<typeof query>[2] = []) => {
    const all = [
      ...where,
      ...(result ? [results[result]] : []),
      ...(companyId === undefined ? [] : ['company_id = ?']),
      ...(companies ? ['company_id = any(?)'] : []),
      ...(after ? ['(arrived_at, id) < (?::timestamptz, ?)'] : []),
    ]
    const rows = await query<CallRow>(
      k,
      `select * from calls ${all.length > 0 ? `where ${all.join(' and ')}` : ''}
       order by arrived_at desc, id desc limit ?`,
      [
        ...bindings,
        ...(companyId === undefined ? [] : [companyId]),
        ...(companies ? [companies] : []),
        ...(after ? [after.arrivedAt, after.id] : []),
        limit,
      ],
    )
    return rows.map(callOfRow)
  }
  const name = normalised(search ?? '')
  if (name === '') return select([])
  const digits = searchedDigits(search ?? '')
  // of calls that came at the very moment where the page before ended, those after it are this page's
  const before = after ? new Date(Date.parse(after.arrivedAt) + 1).toISOString() : 'infinity'
  return searchedPage(k, postings, await listsFor(k, digits, name), { before, limit }, (moments) =>
    select(
      [
        'arrived_at = any(?::timestamptz[])',
        `(strpos(normalised(display_name), ?) > 0${digits === '' ? '' : ' or strpos(from_digits, ?) > 0'})`,
      ],
      [moments, name, ...(digits === '' ? [] : [digits])],
    ),
  )
}

async function listsFor(k: Knex, digits: string, name: string): Promise<PostingList[]> {
  return [
    ...(digits === '' ? [] : await listsOf(k, 'callerNumber', digits)),
    ...(await listsOf(k, 'callerName', name)),
  ]
}
