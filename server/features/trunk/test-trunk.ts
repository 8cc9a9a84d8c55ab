import { mayDial } from '#contracts/dial-plan/dial-plan.ts'
import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import { allowancesOf } from '#domain/dial/allowances.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'

/**
 * Asks the worker for a test call, which telephony's account may not make (ADR 0021).
 * @throws Refusal notFound, pbxAway without Asterisk, badInput for a number that the plan does not let out
 */
export async function testTrunk(
  deps: Deps,
  { userId }: Person,
  { params, body }: RouteInput<'testTrunk'>,
): Promise<RouteResponse<'testTrunk'>> {
  const at = deps.now()
  const number = body.number.replaceAll(/[\s()-]/g, '')
  await deps.store.transaction(async (tx) => {
    const trunk = await tx.trunks.find(params.id)
    if (trunk === null) throw new Refusal('notFound', { id: params.id })
    if (deps.installation.pbx !== 'asterisk') throw new Refusal('pbxAway')
    const { settings } = await tx.settings.read()
    if (!mayDial(number, allowancesOf(settings))) throw new Refusal('badInput', { field: 'number' })
    await tx.trunks.saveTest(trunk.id, { number, at: at.toISOString(), isDone: false, steps: [] })
    await tx.jobs.add([{ kind: 'trunk.test', payload: { trunkId: trunk.id }, runAt: at }])
    const details = { number: `…${number.slice(-2)}` }
    tx.audit('trunk.tested', { userId, at }, { subject: `trunk:${trunk.id}`, details })
  })
  return { ok: true }
}
