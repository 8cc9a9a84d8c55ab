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

const trunkOf = (pattern: RegExp, name = ''): string | null => pattern.exec(name)?.[1] ?? null
const device = /^PJSIP\/(trunk(?:-\d+)?)$/
const channel = /^PJSIP\/(trunk(?:-\d+)?)-[0-9a-f]{8}$/
const object = /^(trunk(?:-\d+)?)$/

/** What OPTIONS made of each trunk; lists of contacts are not for accounts that read. */
export async function readStates(ami: Lister): Promise<Map<string, TrunkSeen['contact']>> {
  const items = await ami.list('DeviceStateList')
  return new Map(
    items.flatMap((item): [string, TrunkSeen['contact']][] => {
      const endpoint = trunkOf(device, item['device'])
      return endpoint === null ? [] : [[endpoint, contactOf(item['state'])]]
    }),
  )
}
/** Beside each registration its secret is listed, which goes no further than this. */
export async function readRegistrations(ami: Lister): Promise<Map<string, string>> {
  // Asterisk calls it an error when there is nothing to list
  const items = await ami.list('PJSIPShowRegistrationsOutbound').catch((): AmiMessage[] => [])
  return new Map(
    items.flatMap((item): [string, string][] => {
      const endpoint = trunkOf(object, item['objectname'])
      return endpoint === null || item['event'] !== 'OutboundRegistrationDetail'
        ? []
        : [[endpoint, item['status'] ?? '']]
    }),
  )
}

const contactOf = (state: string | undefined): TrunkSeen['contact'] => {
  if (state === 'UNAVAILABLE') return 'unreachable'
  return state === undefined || state === 'UNKNOWN' || state === 'INVALID' ? 'unknown' : 'reachable'
}
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

/** A trunk that Asterisk has just read is "unavailable" until it is asked for the first time. */
const firstAnswerMs = 8000

/** Trunks over all connections of a watch. `now` is ISO 8601. */
export function trackTrunks(now: () => string): Trunks {
  let known = new Map<string, Omit<TrunkSeen, 'calls'> & { first: string }>()
  /** What OPTIONS said since the connect: a device with a talk is in use, whether its provider answers or not. */
  const heard = new Map<string, TrunkSeen['contact']>()
  /** UniqueID → trunk. */
  let calls = new Map<string, string>()

  function standing(endpoint: string, told: TrunkSeen['contact'], registration: TrunkSeen['registration']) {
    const before = known.get(endpoint)
    const at = now()
    const first = before?.first ?? at
    const isYoung = before?.contact !== 'reachable' && Date.parse(at) - Date.parse(first) < firstAnswerMs
    const contact = told === 'unreachable' && isYoung ? 'unknown' : told
    const isSame = before?.contact === contact && before.registration === registration
    return { endpoint, contact, registration, since: isSame ? before.since : at, first }
  }
  return {
    receive(event) {
      const trunk = trunkOf(channel, event['channel'])
      const id = event['uniqueid'] ?? ''
      switch (event['event']) {
        case 'Newchannel':
          if (trunk !== null) calls.set(id, trunk)
          return trunk !== null
        case 'Hangup':
          return calls.delete(id)
        case 'ContactStatus': {
          const endpoint = trunkOf(object, event['endpointname'])
          if (endpoint === null) return false
          const status = event['contactstatus']
          if (status === 'Reachable') heard.set(endpoint, 'reachable')
          else if (status === 'Unreachable') heard.set(endpoint, 'unreachable')
          else heard.delete(endpoint)
          return true
        }
        case 'DeviceStateChange':
          return trunkOf(device, event['device']) !== null
        default:
          return event['event'] === 'Registry'
      }
    },
    async refresh(ami) {
      const [states, registrations] = await Promise.all([readStates(ami), readRegistrations(ami)])
      known = new Map(
        [...states].map(([endpoint, told]) => [
          endpoint,
          standing(endpoint, heard.get(endpoint) ?? told, registrationOf(registrations.get(endpoint))),
        ]),
      )
    },
    channels(all) {
      heard.clear()
      calls = new Map(
        all.flatMap((one): [string, string][] => {
          const trunk = trunkOf(channel, one['channel'])
          return trunk === null ? [] : [[one['uniqueid'] ?? '', trunk]]
        }),
      )
    },
    seen: () =>
      [...known.values()].map(({ endpoint, contact, registration, since }) => ({
        endpoint,
        contact,
        registration,
        since,
        calls: [...calls.values()].filter((one) => one === endpoint).length,
      })),
  }
}
