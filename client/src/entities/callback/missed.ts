import type { Call } from '#contracts/call.ts'
import type { Task } from '#contracts/task.ts'
import { formatNumber } from '../call/number.ts'

/** What may be done about a missed call now: it is free, mine, or a colleague's. */
export type ClaimState = 'free' | 'mine' | 'theirs'

export const claimState = ({ claim }: Pick<Task, 'claim'>, userId: number | null): ClaimState =>
  claim === null ? 'free' : claim.userId === userId ? 'mine' : 'theirs'

export const isOverdue = ({ deadlines }: Pick<Task, 'deadlines'>, now: number): boolean =>
  deadlines.callbackBy !== null && Date.parse(deadlines.callbackBy) <= now

/** The number to call: what the applicant said, else what the call came from; '' when it was hidden. */
export const numberToCall = (task: Task, calls: ReadonlyMap<string, Call>): string =>
  task.fields.applicantPhone || calls.get(task.callIds.at(-1) ?? '')?.from || ''

export const shownNumber = (task: Task, calls: ReadonlyMap<string, Call>): string =>
  formatNumber(numberToCall(task, calls))

/** The one to call next: the least time left among those that nobody calls yet or that are mine already. */
export const nextToCall = (callbacks: readonly Task[], userId: number | null): Task | null =>
  callbacks.find((task) => claimState(task, userId) === 'mine') ??
  callbacks.find((task) => claimState(task, userId) === 'free') ??
  null
