import { z } from 'zod'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import { decodeCursor, key, page } from '#server/platform/cursor.ts'
import type { Deps } from '#server/deps.ts'
import { holds } from '#server/platform/access/person.ts'
import type { Person } from '#server/ports.ts'
import { maskText } from '#domain/privacy/mask-text.ts'
import { taskOfRecord } from '#domain/task/task-record.ts'

/**
 * Tasks by search and status, newest first, a page at a time by key. Drafts only when their status is asked for.
 * @throws Refusal badInput (a foreign cursor)
 */
export async function listTasks(
  deps: Deps,
  person: Person,
  { query }: RouteInput<'listTasks'>,
): Promise<RouteResponse<'listTasks'>> {
  const maySeeNumbers = holds(person, 'number.see')
  const { status, companyId, limit } = query
  // a number that is not shown is not found either
  const search = maySeeNumbers ? query.search : query.search && maskText(query.search)
  const found = await deps.store.repositories.tasks.page({
    search,
    status,
    companyId,
    byPhone: maySeeNumbers,
    companies: person.companies,
    before: query.cursor === undefined ? undefined : decodeCursor(query.cursor, Key)[0],
    limit: limit + 1,
  })
  const { rows, next } = page(found.map(taskOfRecord), limit, (task) => [task.id])
  return { tasks: rows, next }
}

const Key = z.tuple([key.id])
