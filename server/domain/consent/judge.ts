import type { CallPurpose, WhyNot } from '#contracts/consent.ts'
import { localDay } from '#domain/house/local-day.ts'
import { localHour, localTime } from '#domain/time/local-clock.ts'
import { callRules, type MachineCall } from './rules.ts'

/** What is known of a number when a machine wants to call it. */
export interface NumberFacts {
  consents: readonly {
    id: number
    purpose: CallPurpose
    /** Null: to everything of the purpose. */
    shutdownId: number | null
    at: Date
    /** The last day, local; null: no end. */
    until: string | null
  }[]
  /** When it was last said that no machine may call. */
  refusedAt: Date | null
  isNeverCalled: boolean
  /** Calls by machines of ours since local midnight. */
  callsToday: number
}

export type Verdict =
  | { may: 'now'; consentId: number }
  /** He consented, but not at this hour. */
  | { may: 'later'; at: Date; consentId: number }
  | { may: 'no'; why: WhyNot }

/** May a machine of ours ring this number of this matter at this moment? */
export function judge(
  call: { kind: MachineCall; shutdownId: number | null },
  facts: NumberFacts,
  { now, timeZone }: { now: Date; timeZone: string },
): Verdict {
  const { purpose, triesADay, hours } = callRules[call.kind]
  if (facts.isNeverCalled) return no('neverCalled')
  // the clock of the PBX, which wrote the key down, may be ahead of this one: no consent is of tomorrow
  const given = facts.consents.filter(
    (one) => one.purpose === purpose && (one.shutdownId === null || one.shutdownId === call.shutdownId),
  )
  const { refusedAt } = facts
  // who refused and consented in the same moment has refused
  const standing = given.filter(({ at }) => refusedAt === null || at > refusedAt)
  const today = localDay(now, timeZone)
  const inForce = standing.filter(({ until }) => until === null || until >= today)
  const [consent] = inForce.toSorted((a, b) => b.at.getTime() - a.at.getTime())
  if (consent === undefined) {
    if (standing.length > 0) return no('expired')
    return no(refusedAt === null ? 'noConsent' : 'refused')
  }
  if (facts.callsToday >= triesADay) return no('tooOften')
  const at = withinHours(now, timeZone, hours)
  return at > now ? { may: 'later', at, consentId: consent.id } : { may: 'now', consentId: consent.id }
}

const no = (why: WhyNot): Verdict => ({ may: 'no', why })

/** Now, or when the hours begin. Not even that the water is back is worth waking somebody. */
export function withinHours(now: Date, timeZone: string, hours: { from: number; to: number }): Date {
  const { hour } = localTime(now, timeZone)
  if (hour < hours.from) return localHour(now, hours.from, timeZone)
  return hour < hours.to ? now : localHour(now, hours.from, timeZone, 1)
}
