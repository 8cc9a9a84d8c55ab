import { asteriskEnv } from '#server/testing/asterisk/asterisk-env.ts'
import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Knex } from 'knex'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { routes } from '#contracts/http.ts'
import { Shutdown } from '#contracts/shutdown.ts'
import { connect } from '#server/platform/db/connection/connect.ts'
import { migrate } from '#server/platform/db/migrate.ts'
import { createStore } from '#server/store.ts'
import { freePort } from '#server/testing/product/free-port.ts'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '#server/platform/embedded/postgres.ts'
import { startTestAsterisk, type TestAsterisk } from '#server/testing/asterisk/asterisk.ts'
import { channelsOf, layEar } from '#server/testing/asterisk/asterisk-cli.ts'
import { addFlat, addHouse } from '#server/testing/samples/houses.ts'
import { addPeople, testPassword } from '#server/testing/people/people.ts'
import { startProduct, until, type Product } from '#server/testing/product/product.ts'
import { quietLog } from '#server/testing/people/quiet-log.ts'
import { readWav } from '#sip/sound/wav.ts'
import { findSpeech } from '#sip/testing/hostile/envelope.ts'
import type { SippRun } from '#sip/testing/sipp.ts'

/** Callers are told, and stand in the list of the shutdown, whatever of ours is dead. */
let dataDir: string
let postgres: EmbeddedPostgres
let postgresPort: number
let knex: Knex
let asterisk: TestAsterisk
let product: Product
let houseId: number
const runs: SippRun[] = []
const numbers = ['+79220000001', '+79220000002'] as const

const startIt = (port?: number): Promise<Product> =>
  startProduct({
    ...(port === undefined ? {} : { port }),
    env: {
      DATABASE_URL: postgres.url,
      DATA_DIR: path.join(dataDir, 'product'),
      DEMO: '0',
      ...asteriskEnv(asterisk),
      ANNOUNCEMENTS_DIR: asterisk.running.announcementsDir,
    },
  })

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'vakhta-told-'))
  postgresPort = await freePort()
  postgres = await startEmbeddedPostgres({ dataDir, port: postgresPort, log: quietLog })
  knex = connect({ url: postgres.url, max: 2 })
  await migrate(knex)
  const store = createStore(knex)
  await addPeople(store, ['dispatcher'])
  houseId = await addHouse(store, { street: 'Республики', number: '5' })
  for (const number of numbers) {
    const flat = await addFlat(store, houseId, number)
    await knex('phones').insert({ digits: number.slice(1), apartment_id: flat.apartmentId })
  }
  asterisk = await startTestAsterisk({ databaseUrl: postgres.url, log: quietLog, withPrompts: true })
  product = await startIt()
})

afterAll(async () => {
  for (const run of runs) run.kill()
  await Promise.allSettled(runs.map((run) => run.done))
  await product.stop()
  await knex.destroy()
  await asterisk.stop()
  await postgres.stop()
  await rm(dataDir, { recursive: true, force: true })
})

/** Of a dispatcher's browser. */
async function signIn(): Promise<(method: string, url: string, body?: unknown) => Promise<unknown>> {
  let headers: Record<string, string> = { origin: product.origin, 'content-type': 'application/json' }
  const send = async (method: string, url: string, body?: unknown): Promise<Response> => {
    const answer = await fetch(product.origin + url, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`)
    return answer
  }
  const answer = await send(routes.signIn.method, routes.signIn.path, {
    login: 'dispatcher',
    password: testPassword,
  })
  const { csrf } = routes.signIn.response.parse(await answer.json())
  headers = {
    ...headers,
    cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '',
    'x-csrf-token': csrf,
  }
  return async (method, url, body) => (await send(method, url, body)).json()
}

describe('with every process of ours killed', () => {
  let shutdown: Shutdown

  it('callers hear the announcement of a shutdown that was created before', async () => {
    const api = await signIn()
    const created = await api('POST', '/api/shutdowns', {
      key: randomUUID(),
      suggestionId: null,
      taskIds: [],
      fields: {
        kind: 'emergency',
        services: ['coldWater'],
        cause: 'Порыв на вводе',
        text: '',
        organisationId: null,
        responsible: '',
        startsAt: new Date(Date.now() - 60_000).toISOString(),
        plannedEnd: new Date(Date.now() + 3_600_000).toISOString(),
        houses: [{ houseId, via: 'house', entrances: null }],
      },
    })
    shutdown = Shutdown.parse(created)
    // the worker is still speaking the first text when the term is moved again and again: the last one counts
    for (const hours of [2, 3, 4]) {
      const plannedEnd = new Date(Date.now() + hours * 3_600_000).toISOString()
      await until(async () => {
        const read = routes.getShutdown.response.parse(await api('GET', `/api/shutdowns/${shutdown.id}`))
        const body = { version: read.shutdown.version, plannedEnd, reason: 'Сложный порыв' }
        // the worker's own change may come between
        shutdown = await api('POST', `/api/shutdowns/${shutdown.id}/term`, body).then(
          (moved) => Shutdown.parse(moved),
          () => shutdown,
        )
        return shutdown.plannedEnd === plannedEnd
      })
    }
    await until(
      async () => {
        const house = await knex('houses').where({ id: houseId }).first('speech_file')
        const read = routes.getShutdown.response.parse(await api('GET', `/api/shutdowns/${shutdown.id}`))
        return read.shutdown.isSpoken && read.shutdown.shifts === 3 && house?.speech_file !== null
      },
      60_000,
      'the worker has spoken the shutdown and its address',
    )
    const { speech_file, speech_version, speech_text } = await knex('shutdowns')
      .where({ id: shutdown.id })
      .first()
    expect([speech_version, speech_file]).toEqual([4, `shutdowns/${shutdown.id}-4.wav`])
    expect(speech_text).toMatch(/срок изменён/i)
    await product.kill()

    const run = await asterisk.call({
      number: numbers[0],
      scenario: 'caller-joins-when-told',
    })
    runs.push(run)
    let channel = ''
    await until(async () => (channel = (await channelsOf(asterisk.running, 'trunk'))[0] ?? '') !== '')
    const ear = await layEar(asterisk.running, channel)
    const ledger = () => readFile(asterisk.running.celFile, 'utf8')
    const told = `announcement;${shutdown.id}:${speech_version}`
    // a busy machine plays more slowly than it was spoken
    await until(async () => (await ledger()).includes(told), 180_000, 'he was told')
    await run.tell()
    const said = readWav(await readFile(path.join(asterisk.running.announcementsDir, speech_file))).samples
    // Asterisk closes the file after the call
    const likeness = async (): Promise<number> => findSpeech(await ear.heard(), said).likeness
    await until(async () => (await likeness()) > 0.85, 60_000, 'all of it was heard')
  })

  it('and they are in its list after the restart, with time and number', async () => {
    const before = await knex('shutdown_callers').count({ n: '*' })
    expect(Number(before[0]?.['n'])).toBe(0)
    const restartedAt = Date.now()
    product = await startIt(product.port)
    const api = await signIn()
    const read = async () =>
      routes.getShutdown.response.parse(await api('GET', `/api/shutdowns/${shutdown.id}`))
    await until(async () => (await read()).callers.length === 1, 60_000, 'the caller is in the list')
    const { callers } = await read()
    expect(callers).toMatchObject([{ number: numbers[0], how: 'announcement', wantsNotice: true }])
    // of the outage, not of the restart
    expect(Date.parse(callers[0]?.at ?? '')).toBeLessThan(restartedAt)
    const calls = await knex('calls').where({ from_number: numbers[0] }).pluck('result')
    expect(calls).toEqual(['informed'])
  })
})

describe('with PostgreSQL dead', () => {
  it('callers are in the queue at once, as without shutdowns', async () => {
    await product.stop()
    await postgres.stop()
    const run = await asterisk.call({
      number: numbers[1],
      scenario: 'caller-abandons-in-queue',
      seconds: 170,
    })
    runs.push(run)
    const lines = async (): Promise<string[]> =>
      (await readFile(asterisk.running.celFile, 'utf8'))
        .split('\n')
        .filter((line) => line.includes(numbers[1]))
    const at = (line: string): number => Number(/"eventtime":"([\d.]+)"/.exec(line)?.[1])
    const isQueue = (line: string): boolean => /"APP_START".*"appname":"Queue"/.test(line)
    await until(async () => (await lines()).some(isQueue), 60_000, 'he is in the queue')
    const all = await lines()
    const [arrived, queued] = [all[0] ?? '', all.find(isQueue) ?? '']
    const greeting = await readFile(path.join(asterisk.running.promptsDir, 'greeting.wav'))
    const waited = at(queued) - at(arrived) - greeting.length / 16_000
    // connection refused costs nothing, a host that does not answer 2 s (res_pgsql.conf); TCP's own patience is minutes
    expect(waited).toBeLessThan(8)
    expect(all.join()).not.toContain('VAKHTA_INFORMED')
    postgres = await startEmbeddedPostgres({ dataDir, port: postgresPort, log: quietLog })
  })
})
