import type { Call } from '#contracts/call.ts'
import { numberKey } from '#domain/call/number-key.ts'
import type { PhoneCall } from '../../softphone/phone.ts'

const isLive = (call: PhoneCall): boolean => call.state !== 'ended'

/** The call that has the ear now: talked, then dialled, then held, then one that just ended. */
export function currentCall(calls: readonly PhoneCall[]): PhoneCall | null {
  return (
    calls.find((call) => call.state === 'talking' && !call.held) ??
    calls.find((call) => call.state === 'dialling') ??
    calls.find((call) => call.state === 'talking') ??
    calls.find((call) => call.state === 'ended') ??
    null
  )
}

/** The ringing call to answer next: the one that rings longest. */
export const ringingCall = (calls: readonly PhoneCall[]): PhoneCall | null =>
  calls
    .filter((call) => call.direction === 'in' && call.state === 'ringing')
    .sort((a, b) => a.startedAt.localeCompare(b.startedAt))[0] ?? null

/** Calls that wait beside the current one: ringing or held. */
export const otherCalls = (calls: readonly PhoneCall[], current: PhoneCall | null): PhoneCall[] =>
  calls.filter((call) => isLive(call) && call.id !== current?.id)

/**
 * The journal's call of a call of this phone: by the id that the PBX gave in X-Vakhta-Call, else by number among
 * those not ended, the latest first (a PBX without the header).
 */
export function journalCallOf(phoneCall: PhoneCall, calls: Iterable<Call>): Call | null {
  const all = [...calls]
  const byId = all.find((call) => call.id === phoneCall.pbxCallId)
  if (byId !== undefined) return byId
  const key = numberKey(phoneCall.remoteNumber)
  if (key === '') return null
  const same = all.filter(
    (call) => call.state !== 'ended' && numberKey(phoneCall.direction === 'in' ? call.from : call.to) === key,
  )
  return same.sort((a, b) => b.arrivedAt.localeCompare(a.arrivedAt))[0] ?? null
}

/**
 * A warm transfer half done: a call that was answered waits, and a colleague or service who was dialled after it talks.
 * Two residents who happen to be on one phone are none.
 */
export function consultation(calls: readonly PhoneCall[]): { waits: PhoneCall; asked: PhoneCall } | null {
  const talks = calls.filter((call) => call.state === 'talking')
  const asked = talks.find((call) => call.direction === 'out' && !call.held)
  const waits = talks.find((call) => call.id !== asked?.id && (call.held || call.inConference))
  if (asked === undefined || waits === undefined || asked.startedAt < waits.startedAt) return null
  return { waits, asked }
}

/** A line of ours; whoever is asked has a name. */
export const isColleague = (number: string): boolean => number.startsWith('op-')

/** Who was asked first and then joined has the colleague's call at his phone, and talks in the resident's. */
export const joinedCall = (calls: Iterable<Call>, sipUsername: string | null): Call | null =>
  sipUsername === null
    ? null
    : ([...calls].find(
        (call) =>
          call.state === 'talking' &&
          call.operator === sipUsername &&
          !isColleague(call.direction === 'in' ? call.from : call.to),
      ) ?? null)
