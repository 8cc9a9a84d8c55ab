import type { Knex } from 'knex'
import { callsKept, type TaskStatus } from '#contracts/task.ts'
import { phoneDigits } from '#domain/call/caller-number.ts'
import { searchedDigits } from '#domain/call/number-key.ts'
import { normalised } from '#domain/house/address/normalise.ts'
import { listsOf, type PostingList } from '#server/platform/db/search/posting-lists.ts'
import { searchedPage, type Postings } from '#server/platform/db/search/searched-page.ts'
import { query } from '#server/platform/db/sql.ts'
import { isListedSql } from './status-list.ts'
import type { TaskRow } from './task-row.ts'

/**
 * Tasks with the last of their calls, in the order and number of `keptLinks` (domain/task/task-record.ts): one look
 * at the index `task_calls_last`, whether the task has two calls or ten thousand.
 */
export const selectTasks = `
  select t.*, u.name as owner_name, cc.user_id as claim_user, cu.name as claim_name, cc.claimed_at,
    (select coalesce(jsonb_agg(jsonb_build_object('callId', c.call_id, 'kind', c.kind, 'at', c.at)), '[]')
     from (select call_id, kind, at from task_calls where task_id = t.id
       order by case kind when 'origin' then 0 when 'callback' then 1 else 2 end, at desc, call_id collate "C" desc
       limit ${callsKept}) c) as links
  from tasks t left join users u on u.id = t.owner_id
  left join callback_claims cc on cc.task_id = t.id left join users cu on cu.id = cc.user_id`

export interface TaskPage {
  /** A number or its last digits, a telephone number, or a part of the address. */
  search?: string | undefined
  status?: TaskStatus | undefined
  /** Is a telephone number a way to find a task? Not for those who may not see numbers. */
  byPhone: boolean
  /** Whose it is. */
  companyId?: number | undefined
  /** Of these alone; null: of all. */
  companies?: readonly number[] | null | undefined
  /** Id of the last task of the page before. */
  before?: number | undefined
  limit: number
}

const postings: Postings = { table: 'task_postings', key: 'task_id', type: 'bigint' }

/** One page, newest first, by key and not by offset: as quick at any depth, searched or not. Drafts only when asked for. */
export async function taskPage(k: Knex, page: TaskPage): Promise<TaskRow[]> {
  const { status, companyId, companies, before, limit } = page
  const always = [
    status ? 't.status = ?' : isListedSql,
    ...(companyId === undefined ? [] : ['t.company_id = ?']),
    ...(companies ? ['t.company_id = any(?)'] : []),
  ]
  const narrowing = [
    ...(status ? [status] : []),
    ...(companyId === undefined ? [] : [companyId]),
    ...(companies ? [companies] : []),
  ]
  const select = (where: readonly string[], bindings: Parameters<typeof query>[2] = []) =>
    query<TaskRow>(
      k,
      `${selectTasks} where ${[...always, ...where].join(' and ')} order by t.id desc limit ?`,
      [...narrowing, ...bindings, limit],
    )
  const address = normalised(page.search ?? '')
  if (address === '') return before === undefined ? select([]) : select(['t.id < ?'], [before])
  const wanted = { ...wantedBy(page.search ?? '', page.byPhone), address }
  const { where, bindings } = confirmed(wanted)
  const from = String(before ?? Number.MAX_SAFE_INTEGER)
  return searchedPage(k, postings, await listsFor(k, wanted), { before: from, limit }, (ids) =>
    select(['t.id = any(?::bigint[])', where], [ids, ...bindings]),
  )
}

interface Wanted {
  address: string
  number: string
  /** Last digits of a number, or ''. */
  tail: string
  phone: string
}

function wantedBy(search: string, byPhone: boolean): Omit<Wanted, 'address'> {
  // the digits as they were typed: ten of them may be the beginning of a number with its 7, or one without it
  const digits = phoneDigits(search) === '' ? '' : searchedDigits(search)
  return {
    number: search.toUpperCase(),
    // people quote the tail of a number: "4217" is 26-004217
    tail: /^\d{2,6}$/.test(digits) ? digits : '',
    phone: byPhone && digits.length >= 4 ? digits : '',
  }
}

async function listsFor(k: Knex, { address, number, tail, phone }: Wanted): Promise<PostingList[]> {
  return [
    { gram: `#${number}`, pattern: '' },
    ...(tail === '' ? [] : [{ gram: `#${tail}`, pattern: '' }]),
    ...(phone === '' ? [] : await listsOf(k, 'applicantNumber', phone)),
    ...(await listsOf(k, 'address', address)),
  ]
}

/** The row itself is asked again: a long address is not beside its posting. */
function confirmed({ address, number, tail, phone }: Wanted) {
  const either = [
    { sql: 't.number = ?', value: number },
    { sql: 'strpos(normalised(t.address), ?) > 0', value: address },
    ...(tail === '' ? [] : [{ sql: 't.number like ?', value: `%${tail}` }]),
    ...(phone === '' ? [] : [{ sql: 'strpos(t.applicant_digits, ?) > 0', value: phone }]),
  ]
  return {
    where: `(${either.map(({ sql }) => sql).join(' or ')})`,
    bindings: either.map(({ value }) => value),
  }
}
