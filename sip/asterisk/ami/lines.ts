import type { AmiConnection } from './connection.ts'
import type { AmiMessage } from './parser.ts'

/** A line to a provider as Asterisk sees it: `trunk` of the environment, `trunk-<id>` of the database. */
export interface LineSeen {
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
const lineOfObject = (name = ''): string | null => /^(trunk(?:-\d+)?)(?:[@;/].*)?$/.exec(name)?.[1] ?? null
const lineOfChannel = (name = ''): string | null =>
  /^PJSIP\/(trunk(?:-\d+)?)-[0-9a-f]{8}$/.exec(name)?.[1] ?? null

/** Status by line; Asterisk calls it an error when there is nothing to list. */
const listed = async (ami: Lister, action: string): Promise<Map<string, string>> => {
  const items = await ami.list(action).catch((): AmiMessage[] => [])
  return new Map(
    items.flatMap((item): [string, string][] => {
      const endpoint = lineOfObject(item['objectname'])
      return endpoint === null ? [] : [[endpoint, item['status'] ?? '']]
    }),
  )
}
export const readContacts = (ami: Lister): Promise<Map<string, string>> => listed(ami, 'PJSIPShowContacts')
export const readRegistrations = (ami: Lister): Promise<Map<string, string>> =>
  listed(ami, 'PJSIPShowRegistrationsOutbound')

const contactOf = (status: string): LineSeen['contact'] =>
  status === 'Reachable' ? 'reachable' : status === 'Unreachable' ? 'unreachable' : 'unknown'
const registrationOf = (status: string | undefined): LineSeen['registration'] => {
  if (status === undefined) return null
  if (status === 'Registered') return 'registered'
  return status === 'Rejected' ? 'refused' : 'trying'
}

export interface Lines {
  /** True when it concerns lines, so that what is shown may have changed. */
  receive(event: AmiMessage): boolean
  /** Asks how they stand; a line that is the same as before keeps its "since". */
  refresh(ami: Lister): Promise<void>
  /** The channels that there are, at a connect. */
  channels(all: readonly AmiMessage[]): void
  seen(): LineSeen[]
}

/** Lines over all connections of a watch. `now` is ISO 8601. */
export function trackLines(now: () => string): Lines {
  let lines = new Map<string, Omit<LineSeen, 'calls'>>()
  /** UniqueID → line. */
  let calls = new Map<string, string>()

  return {
    receive(event) {
      const line = lineOfChannel(event['channel'])
      const id = event['uniqueid'] ?? ''
      if (event['event'] === 'Newchannel' && line !== null) calls.set(id, line)
      else if (event['event'] === 'Hangup') return calls.delete(id)
      else if (event['event'] === 'ContactStatus') return lineOfObject(event['endpointname']) !== null
      else return event['event'] === 'Registry'
      return true
    },
    async refresh(ami) {
      const [contacts, registrations] = await Promise.all([readContacts(ami), readRegistrations(ami)])
      lines = new Map(
        [...contacts].map(([endpoint, status]) => {
          const contact = contactOf(status)
          const registration = registrationOf(registrations.get(endpoint))
          const before = lines.get(endpoint)
          const isSame = before?.contact === contact && before.registration === registration
          return [endpoint, { endpoint, contact, registration, since: isSame ? before.since : now() }]
        }),
      )
    },
    channels(all) {
      calls = new Map(
        all.flatMap((one): [string, string][] => {
          const line = lineOfChannel(one['channel'])
          return line === null ? [] : [[one['uniqueid'] ?? '', line]]
        }),
      )
    },
    seen: () =>
      [...lines.values()].map((line) => ({
        ...line,
        calls: [...calls.values()].filter((one) => one === line.endpoint).length,
      })),
  }
}
