import type { AmiConnection } from './connection.ts'
import type { AmiMessage } from './parser.ts'

/** A trunk as Asterisk sees it: `trunk` of the environment, `trunk-<id>` of the database. */
export interface TrunkSeen {
  endpoint: string
  contact: 'reachable' | 'unreachable' | 'unknown'
  /** Null: it does not register. */
  registration: 'registered' | 'refused' | 'trying' | null
  /** Of these two. */
  since: string
  calls: number
}

type Lister = Pick<AmiConnection, 'list'>

/** `trunk-3@@<hash>` of a contact, `trunk-3` of a registration. */
const trunkOfObject = (name = ''): string | null => /^(trunk(?:-\d+)?)(?:[@;/].*)?$/.exec(name)?.[1] ?? null
const trunkOfChannel = (name = ''): string | null =>
  /^PJSIP\/(trunk(?:-\d+)?)-[0-9a-f]{8}$/.exec(name)?.[1] ?? null

/** Status by trunk; Asterisk calls it an error when there is nothing to list. */
const listed = async (ami: Lister, action: string): Promise<Map<string, string>> => {
  const items = await ami.list(action).catch((): AmiMessage[] => [])
  return new Map(
    items.flatMap((item): [string, string][] => {
      const endpoint = trunkOfObject(item['objectname'])
      return endpoint === null ? [] : [[endpoint, item['status'] ?? '']]
    }),
  )
}
export const readContacts = (ami: Lister): Promise<Map<string, string>> => listed(ami, 'PJSIPShowContacts')
export const readRegistrations = (ami: Lister): Promise<Map<string, string>> =>
  listed(ami, 'PJSIPShowRegistrationsOutbound')

const contactOf = (status: string): TrunkSeen['contact'] =>
  status === 'Reachable' ? 'reachable' : status === 'Unreachable' ? 'unreachable' : 'unknown'
const registrationOf = (status: string | undefined): TrunkSeen['registration'] => {
  if (status === undefined) return null
  if (status === 'Registered') return 'registered'
  return status === 'Rejected' ? 'refused' : 'trying'
}

export interface Trunks {
  /** True when it concerns trunks, so that what is shown may have changed. */
  receive(event: AmiMessage): boolean
  /** Asks how they stand; one that is the same as before keeps its "since". */
  refresh(ami: Lister): Promise<void>
  /** The channels that there are, at a connect. */
  channels(all: readonly AmiMessage[]): void
  seen(): TrunkSeen[]
}

/** Trunks over all connections of a watch. `now` is ISO 8601. */
export function trackTrunks(now: () => string): Trunks {
  let known = new Map<string, Omit<TrunkSeen, 'calls'>>()
  /** UniqueID → trunk. */
  let calls = new Map<string, string>()

  return {
    receive(event) {
      const trunk = trunkOfChannel(event['channel'])
      const id = event['uniqueid'] ?? ''
      if (event['event'] === 'Newchannel' && trunk !== null) calls.set(id, trunk)
      else if (event['event'] === 'Hangup') return calls.delete(id)
      else if (event['event'] === 'ContactStatus') return trunkOfObject(event['endpointname']) !== null
      else return event['event'] === 'Registry'
      return true
    },
    async refresh(ami) {
      const [contacts, registrations] = await Promise.all([readContacts(ami), readRegistrations(ami)])
      known = new Map(
        [...contacts].map(([endpoint, status]) => {
          const contact = contactOf(status)
          const registration = registrationOf(registrations.get(endpoint))
          const before = known.get(endpoint)
          const isSame = before?.contact === contact && before.registration === registration
          return [endpoint, { endpoint, contact, registration, since: isSame ? before.since : now() }]
        }),
      )
    },
    channels(all) {
      calls = new Map(
        all.flatMap((one): [string, string][] => {
          const trunk = trunkOfChannel(one['channel'])
          return trunk === null ? [] : [[one['uniqueid'] ?? '', trunk]]
        }),
      )
    },
    seen: () =>
      [...known.values()].map((trunk) => ({
        ...trunk,
        calls: [...calls.values()].filter((one) => one === trunk.endpoint).length,
      })),
  }
}
