import { CallPermit } from '#contracts/call-permit.ts'
import { connectAmi, type AmiConnection } from './ami/connection.ts'

export interface RobotCallsOptions {
  host: string
  port: number
  username: string
  secret: string
}

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

export interface RobotCalls {
  /** Ids of our calls that go on. */
  going(): Promise<ReadonlySet<string>>
  /** Resolves when Asterisk has taken it over; how it came out is told by the ledger. */
  call(call: RobotCall): Promise<void>
}

const ringMs = 40_000

/** Each question is a connection of its own: the worker asks seldom, and telephony has its own way to AMI. */
export function createRobotCalls(options: RobotCallsOptions): RobotCalls {
  async function connected<T>(work: (ami: AmiConnection) => Promise<T>): Promise<T> {
    const ami = await connectAmi({ ...options, events: 'off', onEvent: () => {}, onClose: () => {} })
    try {
      return await work(ami)
    } finally {
      ami.close()
    }
  }
  return {
    going: () =>
      connected(async (ami) => {
        const channels = await ami.list('CoreShowChannels')
        const ids = channels.map((channel) => channel['uniqueid'] ?? '')
        return new Set(ids.filter((id) => id.startsWith('notice-')))
      }),
    async call({ permit, file, noticeId, callerId }) {
      // a cast would pass the compiler
      if (!CallPermit.isOne(permit)) throw new Error('a machine calls with a permit alone')
      await connected(async (ami) => {
        // a resident sees the number of the company, which Asterisk alone knows
        const { value = '' } = await ami.ask('Getvar', { variable: 'OURNUMBER' })
        await ami.ask('Originate', {
          channel: `PJSIP/+${permit.digits}@trunk`,
          context: 'notice',
          exten: 's',
          priority: '1',
          callerid: value,
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
