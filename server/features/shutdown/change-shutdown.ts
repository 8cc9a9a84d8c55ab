import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import { ShutdownFields } from '#contracts/shutdown.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import type { ShutdownRecord } from '#domain/shutdown/shutdown-record.ts'
import { isFuture, statusAtStart } from '#domain/shutdown/status.ts'
import { checkedFields } from './checked-fields.ts'
import { liveShutdown, recordChange, saveShutdown } from './shutdown-change.ts'

/**
 * Changes what a dispatcher filled in; only the fields that came. A planned one whose beginning is now past begins.
 * @throws Refusal notFound, shutdownOver, conflict, badInput
 */
export async function changeShutdown(
  deps: Deps,
  { userId }: Person,
  { params, body }: RouteInput<'changeShutdown'>,
): Promise<RouteResponse<'changeShutdown'>> {
  return deps.store.transaction(async (tx) => {
    const before = await liveShutdown(tx, { id: params.id, version: body.version })
    const at = deps.now()
    const by = { userId, at, timeZone: deps.installation.timeZone }
    const typed = Object.fromEntries(Object.entries(body.fields).filter(([, value]) => value !== undefined))
    const { fields, places } = await checkedFields(tx, { ...fieldsOf(before), ...typed })
    const startsAt = new Date(fields.startsAt)
    if (before.status === 'active' && isFuture(startsAt, at))
      throw new Refusal('badInput', { field: 'startsAt' })
    const status = before.status === 'planned' ? statusAtStart(startsAt, at) : before.status
    const begins = status !== before.status
    const after = { ...before, ...fields, places, status }
    const changed = await saveShutdown(
      tx,
      {
        before,
        after,
        history: [
          {
            what: 'changed',
            fact: {
              what: 'fields',
              fields: ShutdownFields.keyof().options.filter((field) => field in typed),
            },
          },
          ...(begins ? [{ what: 'started' as const }] : []),
        ],
      },
      by,
    )
    return recordChange(deps, tx, changed, { action: 'changed', by, details: typed })
  })
}

const fieldsOf = (shutdown: ShutdownRecord): ShutdownFields => ({
  kind: shutdown.kind,
  services: shutdown.services,
  cause: shutdown.cause,
  text: shutdown.text,
  organisationId: shutdown.organisationId,
  responsible: shutdown.responsible,
  startsAt: shutdown.startsAt,
  plannedEnd: shutdown.plannedEnd,
  houses: shutdown.houses,
})
