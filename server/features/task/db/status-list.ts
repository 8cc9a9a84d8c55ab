import { TaskStatus } from '#contracts/task.ts'
import { openStatuses, stateOf } from '#domain/task/states.ts'

/** For SQL: written out and not bound, since a plan finds a partial index by constants alone. */
export const listOf = (statuses: readonly TaskStatus[]): string =>
  statuses.map((status) => `'${status}'`).join(',')

const unlisted = listOf(TaskStatus.options.filter((status) => stateOf(status).isUnlisted))
const withExecutor = listOf(TaskStatus.options.filter((status) => stateOf(status).work !== undefined))

/** Registered and not yet over. */
export const isOpenSql = `t.status in (${listOf(openStatuses)})`
/** Registered ones and call-backs, as the index `tasks_newest` says it. */
export const isListedSql = `t.status not in (${unlisted})`
/** Somebody has it. */
export const isGivenSql = `t.status in (${withExecutor})`
