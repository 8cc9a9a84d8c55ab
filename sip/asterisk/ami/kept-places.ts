import { CallPermit } from '#contracts/call-permit.ts'
import { placeOfChannel } from '../../translate/place-channel.ts'
import { withAmi, type AmiAccount } from './once.ts'

/** Who stands in a queue of Asterisk's: the UniqueID of a caller, or of what stands for one. */
export interface Standing {
  id: string
  queue: string
  priority: number
  waitSeconds: number
}

/** Stands in the queue instead of a caller who has hung up; conf/extensions.conf, contexts `place` and `place-call`. */
export interface PlaceCall {
  /** Of the number that is rung when an operator is there; its id is `placeChannel`. */
  permit: CallPermit
  queue: string
  priority: number
  /** Where it enters, from 1. */
  place: number
}

export interface PlaceCalls {
  /** Ids of what stands for callers or talks by now, and everybody in queues. */
  look(): Promise<{ going: ReadonlySet<string>; standing: readonly Standing[] }>
  /** Resolves when Asterisk has taken it over. One that is there already is refused. */
  call(call: PlaceCall): Promise<void>
}

/** Longer than any place is kept: the job takes it out before. */
const longestMs = 2 * 3_600_000

/** By the account that may call: the worker's. */
export const createPlaceCalls = (account: AmiAccount): PlaceCalls => ({
  look: () =>
    withAmi(account, async (ami) => {
      const [channels, queues] = await Promise.all([ami.list('CoreShowChannels'), ami.list('QueueStatus')])
      const ids = channels.map((channel) => channel['uniqueid'] ?? '')
      const entries = queues.filter((one) => one['event'] === 'QueueEntry')
      return {
        going: new Set(ids.filter((id) => placeOfChannel(id) !== null && !id.includes(';'))),
        standing: entries.map((entry) => ({
          id: entry['uniqueid'] ?? '',
          queue: entry['queue'] ?? '',
          priority: Number(entry['priority'] ?? 0),
          waitSeconds: Number(entry['wait'] ?? 0),
        })),
      }
    }),
  call: ({ permit, queue, priority, place }) =>
    withAmi(account, async (ami) => {
      // a cast would pass the compiler
      if (!CallPermit.isOne(permit)) throw new Error('a machine calls with a permit alone')
      await ami.ask('Originate', {
        channel: 'Local/s@place/n',
        context: 'place-call',
        exten: 's',
        priority: '1',
        timeout: String(longestMs),
        channelid: permit.callId,
        variable: [
          `PLACE_ID=${permit.callId}`,
          `PLACE_NUMBER=${permit.digits}`,
          `PLACE_QUEUE=${queue}`,
          `PLACE_PRIORITY=${priority}`,
          `PLACE_AT=${place}`,
        ].join(','),
        async: 'true',
      })
    }),
})
