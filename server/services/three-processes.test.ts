// @module-tag programs
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PhoneCredentials } from '#contracts/phone.ts'
import { SignedIn } from '#contracts/user.ts'
import { freePort } from '#server/testing/product/free-port.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { until } from '#server/testing/product/product.ts'
import { fetchCredentials } from '#sip/caller/fetch-credentials.ts'
import { call, soundOf } from '#sip/caller/node-caller.ts'
import { atOnce, openNodePhone, type NodeCall } from '#sip/caller/node-phone.ts'
import { demoPassword } from '#server/testing/people/demo-password.ts'

const script = fileURLToPath(new URL('../scripts/start.ts', import.meta.url))

let database: TestDatabase
let folder: string
let origin: string
let pbxPort: number
const processes = new Map<string, ChildProcess>()
let printed = ''

function startService(services: string, port: number): void {
  const child = spawn(process.execPath, [script], {
    env: {
      PATH: process.env['PATH'],
      SERVICES: services,
      PORT: String(port),
      PBX_PORT: String(pbxPort),
      DATABASE_URL: database.url,
      DATA_DIR: path.join(folder, services),
      DEMO: '1',
      DEMO_PASSWORD: demoPassword,
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  processes.set(services, child)
}

async function ended(services: string, signal: NodeJS.Signals): Promise<number | null> {
  const child = processes.get(services)
  if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null
  const gone = once(child, 'exit')
  child.kill(signal)
  await gone
  return child.exitCode
}

beforeAll(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(path.join(tmpdir(), 'vakhta-three-'))
  const port = await freePort()
  pbxPort = await freePort()
  origin = `http://127.0.0.1:${port}`
  // all at once, as a swarm does: they wait for one another's migrations
  startService('web', port)
  startService('worker', 0)
  startService('telephony', 0)
  await until(() => {
    if ([...processes.values()].some(({ exitCode }) => exitCode !== null)) throw new Error('a process ended')
    return fetch(`${origin}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    )
  }, 60_000).catch((error: unknown) => {
    throw new Error(printed, { cause: error })
  })
})
afterAll(async () => {
  for (const services of processes.keys()) await ended(services, 'SIGKILL')
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

/** A telephone of an operator: it goes to the PBX's own port, since the guard of `/ws` wants a browser's cookie. */
async function openOperator(taken: NodeCall[]) {
  const headers = { 'content-type': 'application/json', origin }
  const body = JSON.stringify({ login: 'operator1', password: demoPassword })
  const signedIn = await fetch(`${origin}/api/sign-in`, { method: 'POST', headers, body })
  expect(signedIn.status).toBe(200)
  const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const { csrf } = SignedIn.parse(await signedIn.json())
  const given = await fetch(`${origin}/api/phone/credentials`, {
    method: 'POST',
    headers: { ...headers, cookie, 'x-csrf-token': csrf },
    body: '{}',
  })
  const credentials = PhoneCredentials.parse(await given.json())
  return openNodePhone({
    credentials: { ...credentials, server: `ws://127.0.0.1:${pbxPort}/ws` },
    sound: await soundOf({ toneHz: 440 }),
    onCall: (call) => {
      taken.push(call)
      atOnce(call)
    },
  })
}

/** The task of the newest call from this number. */
async function taskOf(digits: string): Promise<{ status: string; owner: string | null } | undefined> {
  const { rows } = await database.knex.raw(
    `select t.status, u.login as owner from calls c
     join task_calls l on l.call_id = c.id and l.kind = 'origin' join tasks t on t.id = l.task_id
     left join users u on u.id = t.owner_id
     where c.from_digits = ? and c.source = 'embedded' order by c.arrived_at desc limit 1`,
    [digits],
  )
  return rows[0]
}

test('web, worker and telephony as three processes serve a call with sound, by the web service’s address', async () => {
  const taken: NodeCall[] = []
  const operator = await openOperator(taken)
  const credentials = await fetchCredentials(origin, { number: '+73452000012', name: '' })
  expect(new URL(credentials.server).host).toBe(new URL(origin).host)
  const resident = await call({ credentials, speech: { toneHz: 700 } })
  await resident.answered
  await until(
    async () => (await taskOf('73452000012'))?.owner === 'operator1',
    10_000,
    'the operator owns the draft',
  )
  await until(
    () => (taken[0]?.heard().packets ?? 0) > 20 && resident.heard().packets > 20,
    10_000,
    'both hear',
  )
  await resident.stop()
  await operator.stop()

  // nobody is there now: the next call becomes a call-back
  const second = await call({
    credentials: await fetchCredentials(origin, { number: '+73452000013', name: '' }),
    speech: { toneHz: 700 },
  })
  second.answered.catch(() => {})
  await until(async () => (await taskOf('73452000013'))?.status === 'draft', 60_000, 'a draft while it rings')
  await second.hangUp()
  await until(async () => (await taskOf('73452000013'))?.status === 'callback', 60_000, 'a call-back')
  await second.stop()
})

test('after kill -9 of telephony its successor takes calls at the same address', async () => {
  await ended('telephony', 'SIGKILL')
  startService('telephony', 0)
  // one account for all tries: who asks for one again and again is told to wait
  const credentials = await fetchCredentials(origin, { number: '+73452000014', name: '' })
  await until(() => connects(credentials), 60_000, 'a call reaches the queue again')
})

/** Does a call through the web service's address get as far as the queue, with a draft? */
async function connects(credentials: PhoneCredentials): Promise<boolean> {
  const resident = await call({ credentials, speech: { toneHz: 700 } }).catch(() => null)
  if (!resident) return false
  resident.answered.catch(() => {})
  try {
    await until(async () => (await taskOf('73452000014'))?.status === 'draft')
    return true
  } catch {
    return false
  } finally {
    await resident.stop().catch(() => {})
  }
}

test('each ends in order at SIGTERM', async () => {
  for (const services of ['web', 'worker', 'telephony']) expect(await ended(services, 'SIGTERM')).toBe(0)
})
