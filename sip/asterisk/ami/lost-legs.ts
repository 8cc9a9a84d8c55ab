import type { SipLog } from '../../live.ts'
import type { OwnLine } from '../own-lines.ts'
import type { AmiMessage } from './parser.ts'

export interface LostLegs {
  receive(event: AmiMessage): void
  /** The page of this endpoint said that it closes: what is lost and not coming back is lost for good now. */
  closed(endpoint: string): void
}

/** Legs that went with a contact, and whether a page of the same operator is there again. */
interface Gone {
  endpoint: string
  legs: { callId: string; legId: string }[]
  isReturning: boolean
}

export interface LostLegsParts {
  channels: () => Promise<AmiMessage[]>
  note: (line: OwnLine) => void
  log: SipLog
  lostPageMs: () => number
  /** These legs are still lost after so long, or their page was closed. True when their sound goes on all the same. */
  lostForGood: (endpoint: string, legIds: ReadonlySet<string>) => Promise<boolean>
}

/**
 * Gaps that CEL does not know: a phone's socket closes, its contact is removed, and Asterisk keeps its leg in the
 * call. The same contact that comes back ends the gap; a reloaded page has a contact of its own, and its new leg does.
 */
export function trackLostLegs(parts: LostLegsParts): LostLegs {
  /** By the contact that went. */
  const lost = new Map<string, Gone>()
  const legsOf = async (endpoint: string): Promise<{ callId: string; legId: string }[]> =>
    (await parts.channels())
      .filter((one) => one['channel']?.startsWith(`PJSIP/${endpoint}-`) && one['bridgeid'] !== '')
      .map((one) => ({ callId: one['linkedid'] ?? '', legId: one['uniqueid'] ?? '' }))

  const giveUp = async (contact: string, one: Gone): Promise<void> => {
    if (lost.get(contact) !== one) return
    const isHeard = await parts.lostForGood(one.endpoint, new Set(one.legs.map(({ legId }) => legId)))
    if (isHeard) waitFor(contact, one)
    else lost.delete(contact)
  }
  const failed = (error: unknown): void =>
    parts.log.warn({ error }, 'AMI: a gap of a leg could not be noted or ended')
  const waitFor = (contact: string, one: Gone): void =>
    void setTimeout(() => void giveUp(contact, one).catch(failed), parts.lostPageMs()).unref()

  const gone = async (contact: string, endpoint: string, time: string): Promise<void> => {
    const legs = await legsOf(endpoint)
    if (legs.length === 0) return
    const one = { endpoint, legs, isReturning: false }
    lost.set(contact, one)
    waitFor(contact, one)
    for (const leg of legs) parts.note({ kind: 'VAKHTA_LEG_LOST', ...leg, time })
  }
  const back = async (contact: string, endpoint: string, time: string): Promise<void> => {
    for (const one of lost.values()) if (one.endpoint === endpoint) one.isReturning = true
    const legs = lost.get(contact)?.legs
    lost.delete(contact)
    if (legs === undefined) return
    const living = await legsOf(endpoint)
    for (const leg of legs)
      if (living.some(({ legId }) => legId === leg.legId))
        parts.note({ kind: 'VAKHTA_LEG_FOUND', ...leg, time })
  }

  // one after the other: a contact may be back before the channels of its loss are listed
  let turn: Promise<void> = Promise.resolve()
  return {
    receive: (event) => {
      const { uri = '', endpointname: endpoint = '', contactstatus: status } = event
      if (event['event'] !== 'ContactStatus' || !endpoint.startsWith('op-')) return
      // Asterisk names a contact that is there in several ways: Created, NonQualified, Reachable, Updated
      if (status === 'Unreachable' || status === 'Unknown') return
      const step = status === 'Removed' ? gone : back
      // SIP.js gives each page a user part of its own; host and port are those of the socket
      const contact = `${endpoint} ${/^sips?:([^@]+)@/.exec(uri)?.[1] ?? uri}`
      const time = event['timestamp'] ?? String(Date.now() / 1000)
      turn = turn.then(() => step(contact, endpoint, time)).catch(failed)
    },
    closed(endpoint) {
      turn = turn
        .then(async () => {
          for (const [contact, one] of lost)
            if (one.endpoint === endpoint && !one.isReturning) await giveUp(contact, one)
        })
        .catch(failed)
    },
  }
}
