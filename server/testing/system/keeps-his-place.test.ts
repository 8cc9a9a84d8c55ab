import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLogger } from '#server/config/logger.ts'
import type { Deps } from '#server/deps.ts'
import { jobHandlers } from '#server/features.ts'
import { runDueJobs } from '#server/platform/queue/run-due-jobs.ts'
import { followLedger } from '#server/services/telephony/follow-ledger.ts'
import { asteriskCli } from '#server/testing/asterisk/asterisk-cli.ts'
import { startTestAsterisk, type TestAsterisk } from '#server/testing/asterisk/asterisk.ts'
import { addSipOperator, ha1Of, realm } from '#server/testing/asterisk/sip-operator.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { testDeps } from '#server/testing/people/factories.ts'
import { noMessages } from '#server/testing/people/no-messages.ts'
import { quietLog } from '#server/testing/people/quiet-log.ts'
import { until } from '#server/testing/product/product.ts'
import { speakInto } from '#server/testing/samples/spoken-shutdowns.ts'
import { createPlaceCalls } from '#sip/asterisk/ami/kept-places.ts'
import { openNodePhone, type NodeCall, type NodePhone } from '#sip/caller/node-phone.ts'
import type { LedgerTail } from '#sip/ledger/tail.ts'
import { sine } from '#sip/sound/sine.ts'
import { startNetworkSide, type NetworkSide } from '#sip/testing/phones/network-side.ts'
import { runSipp, type SippRun } from '#sip/testing/sipp.ts'
import { shareOfTone } from '#sip/testing/tone.ts'
import { translateCel } from '#sip/translate/cel.ts'

/** Who pressed 1 in the queue of a real Asterisk is called when it is his turn: an operator first, then he. */
const operatorHertz = 600
const residentHertz = 440
let database: TestDatabase
let asterisk: TestAsterisk
let network: NetworkSide
let deps: Deps
let tail: LedgerTail
let worker: { stop(): Promise<void> }
/** What the operators do with a call that rings. */
let onRing: (call: NodeCall) => Promise<void>
const failures: unknown[] = []
const phones: NodePhone[] = []

beforeAll(async () => {
  database = await createTestDatabase()
  asterisk = await startTestAsterisk({
    databaseUrl: database.url,
    log: quietLog,
    withPrompts: true,
    queue: { maxWaitSeconds: 300 },
  })
  await speakInto(asterisk.running.promptsDir, 'greeting.wav', 'Алло!')
  await speakInto(asterisk.running.promptsDir, 'keep-thanks.wav', 'Да.')
  network = await startNetworkSide('127.0.0.2', asterisk.trunkPort, undefined, residentHertz)
  deps = testDeps(database.store, {
    messages: { ...noMessages, places: createPlaceCalls(asterisk.robot) },
  })
  tail = followLedger(
    deps,
    { name: 'asterisk', ledgerFile: asterisk.running.celFile, translate: translateCel },
    createLogger('silent'),
  )
  worker = startWork()
})
afterAll(async () => {
  await worker?.stop()
  for (const phone of phones) await phone.stop().catch(() => {})
  await tail?.stop()
  await network?.stop()
  await asterisk?.stop()
  await database?.drop()
})

function startWork(): { stop(): Promise<void> } {
  let isStopped = false
  const work = async (): Promise<void> => {
    while (!isStopped) {
      const bounds = { dueBefore: deps.now, width: 2, isStopped: () => isStopped }
      await runDueJobs({ deps, handlers: jobHandlers }, bounds)
      await pause(200)
    }
  }
  const working = work()
  return {
    async stop() {
      isStopped = true
      await working
    },
  }
}

/** An operator who answers after a moment and says his tone. */
async function operator(username: string): Promise<NodePhone> {
  await addSipOperator(database.knex, username)
  const credentials = { server: asterisk.webSocket, domain: realm, username, ha1: ha1Of(username) }
  const phone = await openNodePhone({
    credentials,
    onCall: (call) => void onRing(call).catch((error: unknown) => failures.push(error)),
  })
  phones.push(phone)
  return phone
}
/** Residents call one after the other, press 1 in the queue, and again when they are asked. */
const keep = (numbers: string[]): Promise<SippRun> =>
  runSipp({
    scenario: 'caller-keeps-his-place',
    host: '127.0.0.1',
    port: asterisk.running.ports.sip,
    to: '73452000000',
    callers: numbers.map((number) => ({ number })),
    keys: { wait: '2500', keys: '1' },
    rate: 2,
  })
const standing = async (): Promise<number> => {
  const queue = await asteriskCli(asterisk.running, 'queue show dispatch')
  return [...queue.matchAll(/^\s+\d+\. Local\/s@place\S+ \(wait/gm)].length
}
const callOf = async (number: string) => {
  const [call] = await database.store.repositories.calls.withNumber(number.slice(1), 1)
  return call
}
const last = '+79220000099'
const ten = Array.from({ length: 10 }, (_, n) => `+7922000001${n}`)

describe('who keeps his place', () => {
  it('is called in his turn, ten of them in their order, before who came later: operators first, and both are heard', async () => {
    const callers = await keep(ten)
    await callers.done
    await until(async () => (await standing()) === 10, 60_000, 'ten wait without a telephone')
    const later = await asterisk.call({ number: last, scenario: 'caller-is-hung-up-by-operator' })
    await until(
      async () => /PJSIP\/trunk\S* \(wait/.test(await asteriskCli(asterisk.running, 'queue show dispatch')),
      20_000,
      'the one who came later waits',
    )
    expect(network.called).toEqual([])
    const rung: string[] = []
    const heard: string[] = []
    let mostAtOnce = 0
    onRing = async (call) => {
      const number = call.remoteUser
      rung.push(number)
      // the card is there before he is rung
      expect(network.called).not.toContain(number)
      const isShown = async (): Promise<boolean> =>
        (await callOf(number))?.legs.some((leg) => leg.role === 'operator') ?? false
      await until(isShown, 10_000, 'the ledger has told of it')
      await call.answer()
      call.say(sine(operatorHertz, 1), { again: true })
      const hears = (): boolean =>
        shareOfTone(call.samples(), residentHertz) > 0.8 &&
        (number === last || shareOfTone(network.heard(number), operatorHertz) > 0.8)
      await until(hears, 20_000, `${number} and his operator hear each other`)
      mostAtOnce = Math.max(mostAtOnce, network.talking().length)
      heard.push(number)
      await call.hangUp()
    }
    await operator('op-1')
    await operator('op-2')
    await until(() => failures.length > 0 || heard.length === 11, 90_000, 'all are spoken with')
    expect(failures).toEqual([])
    // two operators are rung at once, so neighbours may change places by a moment
    expect(network.called.toSorted()).toEqual(ten)
    for (const [at, number] of [...ten, last].entries())
      expect(Math.abs(at - rung.indexOf(number))).toBeLessThanOrEqual(1)
    expect(mostAtOnce).toBeLessThanOrEqual(2)
    await later.done
    await until(async () => (await callOf(ten[9] ?? ''))?.state === 'ended', 20_000, 'the last is over')
    expect(await callOf(ten[0] ?? '')).toMatchObject({
      result: 'answered',
      direction: 'in',
      queue: 'dispatch',
    })
    const made = await database.knex('machine_calls').where({ kind: 'machineCallBack' }).count({ n: '*' })
    expect(Number(made[0]?.n)).toBe(10)
  }, 200_000)
})
