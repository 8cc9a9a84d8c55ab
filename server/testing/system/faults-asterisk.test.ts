import { asteriskEnv } from '#server/testing/asterisk/asterisk-env.ts'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Knex } from 'knex'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connect } from '#server/platform/db/connection/connect.ts'
import { migrate } from '#server/platform/db/migrate.ts'
import { createStore } from '#server/store.ts'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '#server/platform/embedded/postgres.ts'
import { startTestAsterisk, type TestAsterisk } from '#server/testing/asterisk/asterisk.ts'
import { addSignedInOperators } from '#server/testing/people/people.ts'
import { freePort } from '#server/testing/product/free-port.ts'
import { startProduct, until, type Product } from '#server/testing/product/product.ts'
import { quietLog } from '#server/testing/people/quiet-log.ts'
import { atOnce, openNodePhone, type NodePhone } from '#sip/caller/node-phone.ts'
import type { SippRun } from '#sip/testing/sipp.ts'

/**
 * Kill -9 of our processes and of PostgreSQL while twenty calls are talked on Asterisk. Callers are SIPp,
 * operators are SIP.js with real media; all of them outlive our processes, as phones and browsers do.
 */
const realm = 'vakhta'
const numbers = (from: number, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `+7922${String(from + index).padStart(7, '0')}`)

let dataDir: string
let postgres: EmbeddedPostgres
let knex: Knex
let asterisk: TestAsterisk
let product: Product
let phones: NodePhone[]
const runs: SippRun[] = []

const startIt = async (port?: number): Promise<Product> =>
  startProduct({
    ...(port === undefined ? {} : { port }),
    env: {
      DATABASE_URL: postgres.url,
      DATA_DIR: path.join(dataDir, 'product'),
      DEMO: '0',
      SIP_REALM: realm,
      ...asteriskEnv(asterisk),
      // the views are there, made by the test's Asterisk with a role of its own
    },
  })

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'vakhta-faults-'))
  postgres = await startEmbeddedPostgres({ dataDir, port: await freePort(), log: quietLog, supervise: true })
  knex = connect({ url: postgres.url, max: 2 })
  await migrate(knex)
  const operators = await addSignedInOperators(createStore(knex), { count: 24, realm, now: new Date() })
  asterisk = await startTestAsterisk({ databaseUrl: postgres.url, log: quietLog, queue: { ringSeconds: 20 } })
  product = await startIt()
  phones = await Promise.all(
    operators.map(({ username, ha1 }) =>
      openNodePhone({
        credentials: { server: asterisk.webSocket, domain: '127.0.0.1', username, ha1 },
        onCall: atOnce,
      }),
    ),
  )
})

afterAll(async () => {
  for (const run of runs) run.kill()
  await Promise.allSettled(runs.map((run) => run.done))
  await product.stop()
  await Promise.allSettled(phones.map((phone) => phone.stop()))
  await asterisk.stop()
  await knex.destroy()
  await postgres.stop()
  await rm(dataDir, { recursive: true, force: true })
})

interface CallRow {
  direction: string
  from_number: string
  state: string
  arrived_at: Date
  answered_at: Date | null
  ended_at: Date | null
  result: string | null
}
const callRows = (): Promise<CallRow[]> => knex<CallRow>('calls').where({ direction: 'in' }).select('*')
const talking = async (): Promise<number> => {
  const rows = await callRows().catch(() => [])
  return rows.filter((row) => row.state === 'talking').length
}

it('kill -9 of our processes: calls go on, and after the restart each is on the board once, with its true times', async () => {
  const startedAt = Date.now()
  const twenty = await asterisk.calls({ numbers: numbers(1, 20), seconds: 40, rate: 10 })
  runs.push(twenty)
  await until(async () => (await talking()) === 20, 60_000, 'twenty calls are talked on')
  const answeredBy = Date.now()

  await product.kill()
  const killedAt = Date.now()
  // while nobody of us is there, two more arrive and are answered
  const during = await asterisk.calls({ numbers: numbers(101, 2), seconds: 15 })
  runs.push(during)
  await until(
    () =>
      phones.filter((phone) => phone.calls.some((call) => call.session.state === 'Established')).length ===
      22,
    30_000,
    'calls go on and new ones are answered without us',
  )
  const restartedAt = Date.now()
  product = await startIt(product.port)

  await until(async () => (await callRows()).length === 22, 60_000, 'every call is known after the restart')
  const afterRestart = await callRows()
  expect(new Set(afterRestart.map((row) => row.from_number)).size).toBe(22)
  for (const row of afterRestart.filter((each) => each.from_number < '+79220000100')) {
    expect(row.arrived_at.getTime()).toBeGreaterThanOrEqual(startedAt - 1000)
    expect(row.answered_at?.getTime()).toBeLessThanOrEqual(answeredBy)
  }
  for (const row of afterRestart.filter((each) => each.from_number > '+79220000100')) {
    // true times: of the outage, not of the restart
    expect(row.arrived_at.getTime()).toBeGreaterThanOrEqual(killedAt - 1000)
    expect(row.answered_at?.getTime()).toBeLessThanOrEqual(restartedAt)
  }

  // SIPp is content only when each of its calls went through to its own BYE
  await Promise.all([twenty.done, during.done])
  await until(async () => (await callRows()).every((row) => row.state === 'ended'), 60_000, 'every call ends')
  const ended = await callRows()
  expect(ended).toHaveLength(22)
  expect(ended.map((row) => row.result)).toEqual(ended.map(() => 'answered'))
  const drafts: { count: string | number }[] = await knex('task_calls').where({ kind: 'origin' }).count()
  expect(Number(drafts[0]?.count)).toBe(22)
})

it('kill -9 of PostgreSQL: nothing confirmed is lost, events of the gap arrive, no process ends', async () => {
  const before = (await callRows()).length
  const confirmed = await knex('journal').max<{ max: number }[]>('seq')
  const calls = await asterisk.calls({ numbers: numbers(201, 6), seconds: 20, rate: 3 })
  runs.push(calls)
  await until(async () => (await talking()) >= 2, 60_000, 'some calls are talked on')

  const pid = postgres.pid
  process.kill(pid, 'SIGKILL')
  await until(() => postgres.pid !== pid, 60_000, 'PostgreSQL is started again')
  await calls.done
  await until(
    async () =>
      (await callRows().catch(() => [])).filter((row) => row.state === 'ended').length === before + 6,
    60_000,
    'events of the gap arrive',
  )
  const rows = await callRows()
  expect(rows).toHaveLength(before + 6)
  expect(new Set(rows.map((row) => row.from_number)).size).toBe(rows.length)
  const head = await knex('journal').max<{ max: number }[]>('seq')
  expect(Number(head[0]?.max)).toBeGreaterThan(Number(confirmed[0]?.max))
  // the process that was there before is still the one that answers
  expect(() => process.kill(product.pid, 0)).not.toThrow()
  await until(async () => (await fetch(`${product.origin}/readyz`)).ok, 60_000, 'the product is ready again')
})
