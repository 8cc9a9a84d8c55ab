import { likeLiteral } from '../like.ts'
import { phoneDigits } from '#server/domain/call/caller-number.ts'
import { callsKept, type TaskStatus } from '#contracts/task.ts'

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
  /** Id of the last task of the page before. */
  before?: number | undefined
  limit: number
}

/** One page, newest first, by key and not by offset. Drafts only when asked for. */
export function taskPage({ search, status, byPhone, before, limit }: TaskPage) {
  const where: string[] = []
  const bindings: (string | number)[] = []
  if (status) {
    where.push('t.status = ?')
    bindings.push(status)
  } else {
    where.push(`t.status not in ('draft','discarded')`)
  }
  if (search) {
    const found = ['t.number = ?', 't.address ilike ?']
    bindings.push(search, `%${likeLiteral(search)}%`)
    const digits = phoneDigits(search)
    // people quote the tail of a number: "4217" is 26-004217
    if (/^\d{2,6}$/.test(digits)) {
      found.push('t.number like ?')
      bindings.push(`%${digits}`)
    }
    if (byPhone && digits.length >= 4) {
      found.push('t.applicant_digits like ?')
      bindings.push(`%${digits}%`)
    }
    where.push(`(${found.join(' or ')})`)
  }
  if (before !== undefined) {
    where.push('t.id < ?')
    bindings.push(before)
  }
  return {
    sql: `${selectTasks} where ${where.join(' and ')} order by t.id desc limit ?`,
    bindings: [...bindings, limit],
  }
}
