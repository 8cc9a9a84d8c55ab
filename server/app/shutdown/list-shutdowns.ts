import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import { decodeCursor, page } from '#server/app/cursor.ts'
import type { Deps } from '#server/app/deps.ts'
import { demand } from '#server/app/person.ts'
import type { Actor } from '#server/app/ports.ts'
import { shutdownOfRecord } from '#server/domain/shutdown/shutdown-record.ts'

/**
 * Shutdowns by status, service, house and words, newest first, a page at a time by key.
 * @throws Refusal notAllowed, badInput (a foreign cursor)
 */
export async function listShutdowns(
  deps: Deps,
  actor: Actor,
  { query }: RouteInput<'listShutdowns'>,
): Promise<RouteResponse<'listShutdowns'>> {
  demand(actor, 'board.see')
  const { cursor, limit, ...wanted } = query
  const found = await deps.store.repositories.shutdowns.page({
    ...wanted,
    before: cursor === undefined ? undefined : idOf(cursor),
    limit: limit + 1,
  })
  const { rows, next } = page(found.map(shutdownOfRecord), limit, (shutdown) => [shutdown.id])
  return { shutdowns: rows, next }
}

function idOf(cursor: string): number {
  const id = Number(decodeCursor(cursor, 1)[0])
  if (!Number.isSafeInteger(id)) throw new Refusal('badInput', { field: 'cursor' })
  return id
}
