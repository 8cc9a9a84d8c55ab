import { z } from 'zod'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import { decodeCursor, key, page } from '#server/platform/cursor.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'

/**
 * The log of calls, newest first, a page at a time by key.
 * @throws Refusal badInput (a foreign cursor)
 */
export async function listCalls(
  deps: Deps,
  { companies }: Person,
  { query }: RouteInput<'listCalls'>,
): Promise<RouteResponse<'listCalls'>> {
  const { search, result, companyId, limit } = query
  const after = query.cursor === undefined ? undefined : keyOf(query.cursor)
  const found = await deps.store.repositories.calls.page({
    search,
    result,
    companyId,
    companies,
    after,
    limit: limit + 1,
  })
  const { rows, next } = page(found, limit, (call) => [call.arrivedAt, call.id])
  return { calls: rows, next }
}

const Key = z.tuple([key.moment, key.text])

function keyOf(cursor: string): { arrivedAt: string; id: string } {
  const [arrivedAt, id] = decodeCursor(cursor, Key)
  return { arrivedAt, id }
}
