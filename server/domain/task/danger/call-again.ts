import type { Call } from '#contracts/call.ts'
import type { Danger, Task } from '#contracts/task.ts'
import { isOpen } from '../states.ts'

const everyMs = 10 * 60_000

/** Whoever waits in a lift or by a leak of gas is called every ten minutes until the task is closed. */
export const isCalledAgain = (task: Pick<Task, 'status'>, danger: Danger | null): boolean =>
  isOpen(task.status) && (danger === 'lift' || danger === 'gas')

/** When to call next: ten minutes after the last word with the number, or after the registration. */
export function callAgainAt(
  task: Pick<Task, 'registeredAt' | 'createdAt'>,
  talks: readonly Pick<Call, 'answeredAt' | 'endedAt'>[],
): string {
  const last = talks
    .flatMap(({ answeredAt, endedAt }) => (answeredAt === null ? [] : (endedAt ?? answeredAt)))
    .reduce((latest, at) => (at > latest ? at : latest), task.registeredAt ?? task.createdAt)
  return new Date(Date.parse(last) + everyMs).toISOString()
}
