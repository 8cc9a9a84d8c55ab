/**
 * Child process: an operator who goes on working while the product is attacked. Registers anew for each call, is
 * called by a resident, answers, speaks and hangs up. Says after each how long it took; ends with its parent.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { openDesk } from '#server/bench/burst/people/desk.ts'
import { openPage } from '#server/bench/burst/people/operator-page.ts'
import { fetchCredentials } from '#sip/caller/fetch-credentials.ts'
import { call, soundOf } from '#sip/caller/node-caller.ts'
import { atOnce, openNodePhone } from '#sip/caller/node-phone.ts'

const [origin = '', login = '', password = ''] = process.argv.slice(2)
const answerWithinMs = 30_000

const desk = await openDesk(origin, login, password)
await openPage(desk)
const sound = await soundOf({ toneHz: 440 })

/** SIP.js opens the global WebSocket, as in a page, where the browser adds the session. */
globalThis.WebSocket = class extends WebSocket {
  constructor(url: string | URL, given: ConstructorParameters<typeof WebSocket>[1] = []) {
    const init = typeof given === 'string' || Array.isArray(given) ? { protocols: given } : given
    super(url, { ...init, headers: { cookie: desk.session.cookie, origin } })
  }
}

async function oneCall(count: number): Promise<void> {
  const credentials = await desk.ask('phoneCredentials')
  const phone = await openNodePhone({
    credentials,
    sound,
    onCall: atOnce,
  })
  try {
    const caller = await fetchCredentials(origin, {
      number: `+7345230${String(count).padStart(4, '0')}`,
      name: '',
    })
    const made = await call({ credentials: caller, speech: { toneHz: 440 } })
    try {
      await Promise.race([
        made.answered,
        pause(answerWithinMs).then(() => Promise.reject(new Error('nobody answered'))),
      ])
    } finally {
      await made.stop()
    }
  } finally {
    await phone.stop()
  }
}

process.once('disconnect', () => process.exit(0))
for (let count = 1; ; count++) {
  const startedAt = performance.now()
  const error = await oneCall(count).then(
    () => null,
    (fault: unknown) => (fault instanceof Error ? fault.message : String(fault)),
  )
  process.send?.({ ms: performance.now() - startedAt, error })
  // an address gets thirty accounts of the call page in ten minutes
  await pause(2_000)
}
