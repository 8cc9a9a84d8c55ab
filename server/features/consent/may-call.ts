import { CallPermit } from '#contracts/call-permit.ts'
import { judge, type Verdict } from '#domain/consent/judge.ts'
import type { MachineCall } from '#domain/consent/rules.ts'
import { localHour } from '#domain/time/local-clock.ts'
import type { Deps } from '#server/deps.ts'

/** A call that a machine of ours wants to make. */
export interface WantedCall {
  kind: MachineCall
  /** In E.164 without the plus. */
  digits: string
  /** Of which it tells; null: of none. */
  shutdownId: number | null
}
type Gate = Pick<Deps, 'store' | 'now' | 'installation'>

/**
 * The one gate of automatic calls (41-ФЗ, ADR 0038). It is asked at each step of sending: who refused a minute ago has
 * refused.
 */
export async function mayCall({ store, now, installation }: Gate, call: WantedCall): Promise<Verdict> {
  const { timeZone } = installation
  const at = now()
  const facts = await store.repositories.consents.facts(call.digits, localHour(at, 0, timeZone))
  return judge(call, facts, { now: at, timeZone })
}

/**
 * The leave to make this one call now, or why not. It is written down with its consent before the telephone rings:
 * the database knows no call of a machine's without one. `id` again is the same call.
 */
export async function permitCall(
  gate: Gate,
  call: WantedCall & { id: string },
): Promise<CallPermit | Verdict> {
  const verdict = await mayCall(gate, call)
  if (verdict.may !== 'now') return verdict
  const { id, digits, kind } = call
  const { consentId } = verdict
  await gate.store.repositories.consents.called({ id, digits, kind, consentId, at: gate.now() })
  return new CallPermit(id, digits)
}
