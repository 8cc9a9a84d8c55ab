import { z } from 'zod'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import { decodeCursor, key, page } from '#server/platform/cursor.ts'
import type { Deps } from '#server/deps.ts'
import { holds } from '#server/platform/access/person.ts'
import type { Person } from '#server/ports.ts'
import { maskText } from '#domain/privacy/mask-text.ts'
import { shutdownOfRecord } from '#domain/shutdown/shutdown-record.ts'

/**
 * Shutdowns by status, service, house and words, newest first, a page at a time by key.
 * @throws Refusal badInput (a foreign cursor)
 */
export async function listShutdowns(
  deps: Deps,
  person: Person,
  { query }: RouteInput<'listShutdowns'>,
): Promise<RouteResponse<'listShutdowns'>> {
  const maySeeNumbers = holds(person, 'number.see')
  const { cursor, limit, search, ...wanted } = query
  const found = await deps.store.repositories.shutdowns.page({
    ...wanted,
    // a number that is not shown is not found either
    search: maySeeNumbers ? search : search && maskText(search),
    companies: person.companies,
    before: cursor === undefined ? undefined : decodeCursor(cursor, Key)[0],
    limit: limit + 1,
  })
  const { rows, next } = page(found.map(shutdownOfRecord), limit, (shutdown) => [shutdown.id])
  return { shutdowns: rows, next }
}

const Key = z.tuple([key.id])
