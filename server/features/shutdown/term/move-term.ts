import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { shutdownOfRecord } from '#domain/shutdown/shutdown-record.ts'
import { liveShutdown, recordChange, saveShutdown } from '../shutdown-change.ts'
import { tellCallers } from '../notice/tell-callers.ts'

/**
 * Moves the planned end, or says that it is not known. Every term that was promised stays on record, and who asked to
 * be told is told. The same term again changes nothing.
 * @throws Refusal notFound, shutdownOver, conflict, badInput
 */
export async function moveTerm(
  deps: Deps,
  { userId }: Person,
  { params, body }: RouteInput<'moveTerm'>,
): Promise<RouteResponse<'moveTerm'>> {
  const { plannedEnd, reason } = body
  return deps.store.transaction(async (tx) => {
    const before = await liveShutdown(tx, { id: params.id, version: body.version })
    if (isSameMoment(plannedEnd, before.plannedEnd)) return shutdownOfRecord(before)
    if (plannedEnd !== null && new Date(plannedEnd) <= new Date(before.startsAt))
      throw new Refusal('badInput', { field: 'plannedEnd' })
    const at = deps.now()
    const by = { userId, at, timeZone: deps.installation.timeZone }
    await tx.shutdownHistory.addTerm(before.id, { plannedEnd, reason }, { userId, at })
    const after = { ...before, plannedEnd, shifts: before.shifts + 1 }
    const moved = await saveShutdown(tx, { before, after, history: [{ what: 'moved', note: reason }] }, by)
    await tellCallers(tx, moved, 'moved', at)
    return recordChange(deps, tx, moved, {
      action: 'moved',
      by,
      details: { from: before.plannedEnd, to: plannedEnd, reason },
    })
  })
}

const isSameMoment = (a: string | null, b: string | null): boolean =>
  a === null || b === null ? a === b : new Date(a).getTime() === new Date(b).getTime()
