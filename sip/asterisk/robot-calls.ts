import { CallPermit } from '#contracts/call-permit.ts'
import { readStates } from './ami/trunks.ts'
import { withAmi, type AmiAccount } from './ami/once.ts'

/** A call of ours that speaks; conf/extensions.conf, context `notice`. */
export interface RobotCall {
  /**
   * The leave of this one call: its number, and its id, which begins with `notice-` and is the UniqueID of its channel,
   * so that it can be found again and is never made twice.
   */
  permit: CallPermit
  /** In the folder of announcements. */
  file: string
  noticeId: number
  /** Of a survey: whose answer it is (shutdown_callers.id). */
  callerId: number | null
}

const isThere = (state: 'reachable' | 'unreachable' | 'unknown' | undefined): boolean =>
  state === 'reachable' || state === 'unknown'

export interface RobotCalls {
  /** Ids of our calls that go on. */
  going(): Promise<ReadonlySet<string>>
  /** Resolves when Asterisk has taken it over; how it came out is told by the ledger. */
  call(call: RobotCall): Promise<void>
}

const ringMs = 40_000

/** A trunk that is on: its endpoint, our number there (empty: Asterisk's own), and how it wants a number. */
export interface WayOut {
  endpoint: string
  from: string
  numberOut: (number: string) => string
}

/** `waysOut`: in the order in which calls take them. */
export function createRobotCalls(account: AmiAccount, waysOut: () => Promise<WayOut[]>): RobotCalls {
  return {
    going: () =>
      withAmi(account, async (ami) => {
        const channels = await ami.list('CoreShowChannels')
        const ids = channels.map((channel) => channel['uniqueid'] ?? '')
        return new Set(ids.filter((id) => id.startsWith('notice-')))
      }),
    async call({ permit, file, noticeId, callerId }) {
      // a cast would pass the compiler
      if (!CallPermit.isOne(permit)) throw new Error('a machine calls with a permit alone')
      await withAmi(account, async (ami) => {
        const [ways, states] = await Promise.all([waysOut(), readStates(ami)])
        const way = ways.find(({ endpoint }) => isThere(states.get(endpoint)))
        // a resident sees the number of the company, which of the trunk of the environment Asterisk alone knows
        const { value = '' } = await ami.ask('Getvar', { variable: 'OURNUMBER' })
        const number = way?.numberOut(`+${permit.digits}`) ?? `+${permit.digits}`
        await ami.ask('Originate', {
          channel: `PJSIP/${number}@${way?.endpoint ?? 'trunk'}`,
          context: 'notice',
          exten: 's',
          priority: '1',
          callerid: way === undefined || way.from === '' ? value : way.from,
          timeout: String(ringMs),
          channelid: permit.callId,
          variable: [
            `NOTICE_FILE=${file}`,
            `NOTICE_ID=${noticeId}`,
            ...(callerId === null ? [] : ['ASK=1', `CALLER_ID_ROW=${callerId}`]),
          ].join(','),
          async: 'true',
        })
      })
    },
  }
}
