import { taskNumber, taskSeries } from '#domain/numbering/task-number.ts'
import type { Repositories } from '#server/repositories.ts'

/**
 * The number of a task that is registered now: of its company's series where that wants one, else of all others'. The
 * row of the series stays locked until the commit: only writing may follow.
 */
export async function nextTaskNumber(
  tx: Pick<Repositories, 'companies' | 'counters'>,
  companyId: number | null,
  { at, timeZone }: { at: Date; timeZone: string },
): Promise<string> {
  const company = companyId === null ? null : await tx.companies.find(companyId)
  const prefix = company?.numberPrefix ?? ''
  const value = await tx.counters.next(taskSeries(at, timeZone, prefix))
  return taskNumber(at, timeZone, value, prefix)
}
