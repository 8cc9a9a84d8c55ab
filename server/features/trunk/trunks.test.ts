import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TrunkFields } from '#contracts/trunk.ts'
import { emptyTrunk } from '#domain/trunk/presets.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { runDueJobs } from '#server/platform/queue/run-due-jobs.ts'
import { jobHandlers } from '#server/features.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addActor, testDeps } from '#server/testing/people/factories.ts'
import { noMessages } from '#server/testing/people/no-messages.ts'
import { listTrunks } from './list-trunks.ts'
import { orderTrunks } from './order-trunks.ts'
import { readTrunkTest } from './read-trunk-test.ts'
import { saveTrunk } from './save-trunk.ts'
import { testTrunk } from './test-trunk.ts'
import { trunkHistory } from './trunk-history.ts'

const secret = 'ochen-tajnoe-slovo'
const fields: TrunkFields = {
  ...emptyTrunk,
  name: 'Второй',
  host: '10.0.0.5',
  registers: true,
  username: '73452000000',
}
let database: TestDatabase
let deps: Deps
let admin: Person
const logged: string[] = []
const asked: string[] = []
beforeAll(async () => {
  database = await createTestDatabase()
  const write = (facts: object, message: string): void => void logged.push(JSON.stringify([facts, message]))
  deps = testDeps(database.store, {
    log: { debug: write, info: write, warn: write, error: write },
    messages: {
      ...noMessages,
      trunkTests: {
        state: async (endpoint) => {
          asked.push(endpoint)
          return { contact: 'reachable', registration: 'Rejected' }
        },
        call: async ({ number, endpoint }) => {
          asked.push(`${number}@${endpoint}`)
          return 'SIP 486 Busy Here'
        },
      },
    },
  })
  deps.installation.pbx = 'asterisk'
  admin = await addActor(database.store, 'admin')
})
afterAll(() => database.drop())

const none = { params: undefined, query: undefined, body: undefined }
const save = (id: number, version: number, changed: Partial<TrunkFields> = {}, given?: string) =>
  saveTrunk(deps, admin, {
    params: { id },
    query: undefined,
    body: { version, fields: { ...fields, ...changed }, ...(given === undefined ? {} : { secret: given }) },
  })
const list = async () => (await listTrunks(deps, admin, none)).trunks

describe('trunks', () => {
  it('begin with that of the environment, of which only name, switch and limit are changed', async () => {
    const [first] = await list()
    expect(first).toMatchObject({ origin: 'environment', version: 1, fields: { isOn: true, host: '' } })
    const id = first?.id ?? 0
    const changed = await save(id, 1, { name: 'Первый', isOn: false, host: 'elsewhere.example' })
    expect(changed.fields).toMatchObject({ name: 'Первый', isOn: false, host: '' })
  })

  it.each<[string, Partial<TrunkFields>, string | undefined]>([
    ['host', { host: '' }, secret],
    ['username', { username: '' }, secret],
    ['secret', {}, undefined],
    ['areaCode', { numbersOut: 'short' }, secret],
    ['srtp', { srtp: true, transport: 'udp' }, secret],
  ])('are refused when %s makes them useless', async (field, wrong, given) => {
    await expect(save(0, 0, wrong, given)).rejects.toMatchObject({ code: 'badInput', details: { field } })
  })

  it('never say their secret: not in an answer, history, audit, journal, log', async () => {
    const one = await save(0, 0, {}, secret)
    expect(one.hasSecret).toBe(true)
    const kept = await save(one.id, 1, { callLimit: 4 })
    const again = await save(one.id, kept.version, {}, `${secret}2`)
    const history = await trunkHistory(deps, admin, { ...none, params: { id: one.id } })
    expect(history.versions.map(({ version }) => version)).toEqual([3, 2, 1])
    const [audit] = await database.store.repositories.audit.newest(1)
    expect(audit).toMatchObject({ action: 'trunk.changed', details: { secret: ['', 'set'] } })
    const rows = await database.knex.raw<{ rows: unknown[] }>(
      'select row_to_json(a)::text from audit a union all select row_to_json(j)::text from journal j',
    )
    const said = JSON.stringify([one, again, await list(), history, rows.rows, logged])
    expect(said).not.toContain(secret)
    const [row] = await database.knex('trunks').where({ id: one.id }).select('secret')
    expect(row).toEqual({ secret: `${secret}2` })
  })

  it('are refused with an old version, and are put in order all together', async () => {
    const before = await list()
    const last = before.at(-1)
    await expect(save(last?.id ?? 0, 1)).rejects.toMatchObject({ code: 'conflict' })
    const ids = before.map(({ id }) => id).toReversed()
    const order = (wanted: number[]) => orderTrunks(deps, admin, { ...none, body: { ids: wanted } })
    expect((await order(ids)).trunks.map(({ id }) => id)).toEqual(ids)
    await expect(order(ids.slice(1))).rejects.toMatchObject({ code: 'conflict' })
    await expect(order([...ids.slice(1), ids[1] ?? 0])).rejects.toMatchObject({ code: 'conflict' })
  })

  it('are tested by the worker, step by step, with a number of the plan alone', async () => {
    const [one] = await list()
    const id = one?.id ?? 0
    const test = (number: string) =>
      testTrunk(deps, admin, { params: { id }, query: undefined, body: { number } })
    await expect(test('81068212345')).rejects.toMatchObject({
      code: 'badInput',
      details: { field: 'number' },
    })
    await test('8 (922) 123-45-67')
    await runDueJobs(
      { deps, handlers: jobHandlers },
      { dueBefore: () => new Date(), width: 1, isStopped: () => false },
    )
    const { test: result } = await readTrunkTest(deps, admin, { ...none, params: { id } })
    expect(result).toMatchObject({
      isDone: true,
      steps: [
        { step: 'address', result: 'good', said: '10.0.0.5' },
        { step: 'options', result: 'good', said: 'reachable' },
        { step: 'registration', result: 'bad', said: 'Rejected' },
        { step: 'call', result: 'good', said: 'SIP 486 Busy Here' },
      ],
    })
    expect(asked).toEqual([`trunk-${id}`, `+79221234567@trunk-${id}`])
  })
})
