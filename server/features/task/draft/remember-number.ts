import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { phoneDigits } from '#domain/call/caller-number.ts'
import { localDay } from '#domain/house/local-day.ts'

/**
 * The applicant's number, given by the network or dictated, is known to the flat of the task from now on: the next
 * call from it opens that flat's card (domain.md, moment 4). Asked for twice it stays one.
 * @throws Refusal notFound, badInput with the `field` that is missing
 */
export async function rememberNumber(
  deps: Deps,
  { userId }: Person,
  { params }: RouteInput<'rememberNumber'>,
): Promise<RouteResponse<'rememberNumber'>> {
  return deps.store.transaction(async (tx) => {
    const task = await tx.tasks.find(params.id)
    if (task === null) throw new Refusal('notFound', { id: params.id })
    const { apartmentId, applicantPhone } = task.fields
    if (apartmentId === null) throw new Refusal('badInput', { field: 'apartmentId' })
    const digits = phoneDigits(applicantPhone)
    if (digits === '') throw new Refusal('badInput', { field: 'applicantPhone' })
    const at = deps.now()
    await tx.phones.remember(digits, apartmentId, at, localDay(at, deps.installation.timeZone))
    const subject = `apartment:${apartmentId}`
    tx.audit('phone.remembered', { userId, at }, { subject, details: { taskId: task.id } })
    return { ok: true }
  })
}
