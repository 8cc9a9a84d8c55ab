import type { Trunk, TrunkLive } from '#contracts/trunk.ts'

/** A trunk as the PBX sees it. */
interface Seen {
  endpoint: string
  contact: 'reachable' | 'unreachable' | 'unknown'
  registration: 'registered' | 'refused' | 'trying' | null
  since: string
  calls: number
}

/** The name under which Asterisk knows the trunk (views.sql). */
export const endpointOf = ({ id, origin }: Pick<Trunk, 'id' | 'origin'>): string =>
  origin === 'environment' ? 'trunk' : `trunk-${id}`

/** Those that are on and that the PBX has, in the order in which calls take them. */
export const trunksLive = (trunks: readonly Trunk[], seen: readonly Seen[]): TrunkLive[] =>
  trunks.flatMap((trunk) => {
    const found = seen.find(({ endpoint }) => endpoint === endpointOf(trunk))
    if (found === undefined || !trunk.fields.isOn) return []
    const { id, fields } = trunk
    const { since, calls, registration } = found
    const reason = reasonOf(found, fields)
    const isUp = (fields.isProbed && found.contact === 'reachable') || registration === 'registered'
    const state = reason !== null ? 'down' : isUp ? 'up' : 'unknown'
    const isRegistered = registration === 'registered'
    return [{ id, name: fields.name, state, reason, isRegistered, since, calls, limit: fields.callLimit }]
  })

function reasonOf(
  { contact, registration }: Seen,
  { registers, isProbed }: Trunk['fields'],
): TrunkLive['reason'] {
  if (isProbed && contact === 'unreachable') return 'unreachable'
  return registers && registration !== 'registered' && registration !== null ? 'notRegistered' : null
}

/** Of those that are down, for whom it concerns; the longest first. */
export const downOf = (trunks: readonly TrunkLive[] | undefined): TrunkLive[] =>
  (trunks ?? []).filter(({ state }) => state === 'down').toSorted((a, b) => a.since.localeCompare(b.since))
