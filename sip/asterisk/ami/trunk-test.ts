import { setTimeout as pause } from 'node:timers/promises'
import { withAmi, type AmiAccount } from './once.ts'
import { readRegistrations, readStates } from './trunks.ts'

export interface TrunkTests {
  /** As the trunk answers at this moment; null: Asterisk does not have it. */
  state(endpoint: string): Promise<{ contact: string | null; registration: string | null }>
  /** Calls `number` and says what came back: `ANSWER`, `SIP 486 Busy Here`, or the state of Dial alone. */
  call(test: { id: string; endpoint: string; number: string; from: string }): Promise<string>
}

/** Longer than qualify_timeout of views.sql. */
const optionsMs = 2500
/** The call rings 20 s and lasts 5 (context test-trunk). */
const callMs = 40_000

/** By the account that may call: the worker's. */
export const createTrunkTests = (account: AmiAccount): TrunkTests => ({
  state: (endpoint) =>
    withAmi(account, async (ami) => {
      await ami.ask('PJSIPQualify', { endpoint }).catch(() => ({}))
      await pause(optionsMs)
      const [states, registrations] = await Promise.all([readStates(ami), readRegistrations(ami)])
      return { contact: states.get(endpoint) ?? null, registration: registrations.get(endpoint) ?? null }
    }),
  call: ({ id, endpoint, number, from }) =>
    withAmi(account, async (ami) => {
      await ami.ask('Originate', {
        channel: 'Local/s@test-trunk/n',
        context: 'test-answered',
        exten: 's',
        priority: '1',
        timeout: String(callMs),
        channelid: `notice-test-${id}`,
        variable: `TESTID=${id},TESTTRUNK=${endpoint},TESTOUT=${number},TESTFROM=${from}`,
        async: 'true',
      })
      for (const until = Date.now() + callMs; Date.now() < until;) {
        const { value = '' } = await ami.ask('Getvar', { variable: 'TESTED' })
        const [of, status = '', said = ''] = value.split('|')
        if (of === id) return status === 'ANSWER' || said === '' ? status : said
        await pause(300)
      }
      return ''
    }),
})
