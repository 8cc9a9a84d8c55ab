// @module-tag programs
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { freePort } from '#server/testing/product/free-port.ts'
import { until } from '#server/testing/product/product.ts'

const script = fileURLToPath(new URL('run.mjs', import.meta.url))

let folder: string
let children: ChildProcess[]
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vakhta-start-'))
  children = []
})
afterEach(async () => {
  for (const child of children) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    const gone = once(child, 'exit')
    child.kill('SIGTERM')
    await gone
  }
  await rm(folder, { recursive: true, force: true })
})

interface Started {
  child: ChildProcess
  output(): string
  /** Exit code, when it has ended. */
  ended: Promise<number | null>
}

/** `npm start` as a person runs it, without npm. */
function start(args: readonly string[], env: Record<string, string> = {}): Started {
  const child = spawn(process.execPath, [script, 'start', ...args], {
    env: { PATH: process.env['PATH'], DATA_DIR: path.join(folder, 'data'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  let printed = ''
  const keep = (chunk: Buffer): void => {
    printed += chunk.toString()
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { child, output: () => printed, ended }
}

async function ready(started: Started): Promise<string> {
  await until(() => {
    if (started.child.exitCode !== null) throw new Error(`ended early:\n${started.output()}`)
    return started.output().includes('Остановить: Ctrl+C')
  })
  return /http:\/\/127\.0\.0\.1:\d+/.exec(started.output())?.[0] ?? ''
}

async function signIn(origin: string, login: string, password: string): Promise<Response> {
  return fetch(`${origin}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ login, password }),
  })
}

async function ask(origin: string, cookie: string, where: string): Promise<{ tasks: { id: number }[] }> {
  const answer = await fetch(`${origin}${where}`, { headers: { cookie } })
  expect(answer.status).toBe(200)
  return (await answer.json()) as { tasks: { id: number }[] }
}

const cookieOf = (answer: Response): string => answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''

describe('npm start', () => {
  test('prints addresses and sign-ins that work, ends in order, and finds its data again', async () => {
    const first = start(['--port', '0'])
    const origin = await ready(first)
    for (const place of ['/console', '/board', '/log', '/settings', '/call'])
      expect(first.output()).toContain(`${origin}${place}`)
    const password = /dispatcher1 +(\S+) /.exec(first.output())?.[1] ?? ''
    expect(password).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){2}$/)
    const answer = await signIn(origin, 'dispatcher1', password)
    expect(answer.status).toBe(200)
    const { tasks } = await ask(origin, cookieOf(answer), '/api/tasks?limit=200')
    expect(tasks.length).toBeGreaterThan(20)

    first.child.kill('SIGTERM')
    expect(await first.ended).toBe(0)

    const second = start(['--port', '0'])
    const again = await ready(second)
    const cookie = cookieOf(await signIn(again, 'dispatcher1', password))
    const { tasks: kept } = await ask(again, cookie, '/api/tasks?limit=200')
    expect(kept.map(({ id }) => id)).toEqual(tasks.map(({ id }) => id))
    second.child.kill('SIGINT')
    expect(await second.ended).toBe(0)
  })

  test('a second start on the same data is refused with the first one’s process', async () => {
    const first = start(['--port', '0'])
    await ready(first)
    const second = start(['--port', '0'])
    expect(await second.ended).toBe(75)
    expect(second.output()).toContain(`процесс ${first.child.pid}`)
    expect(sentences(second)).toBe(1)
  })

  test('broken off before it is ready, it leaves no database running', async () => {
    const first = start(['--port', '0'])
    const lock = path.join(folder, 'data', 'vakhta.lock')
    await until(() => existsSync(lock), 60_000, 'it has begun')
    first.child.kill('SIGTERM')
    expect(await first.ended).toBe(0)
    expect(existsSync(lock)).toBe(false)
    expect(existsSync(path.join(folder, 'data', 'postgres', 'postmaster.pid'))).toBe(false)
  })

  test('a signal in the very moment of the lock ends it in order', async () => {
    const lock = path.join(folder, 'data', 'vakhta.lock')
    const first = start(['--port', '0'], { NODE_OPTIONS: `--import "${signalledAtItsLock}"` })
    expect(await first.ended).toBe(0)
    expect(first.output()).not.toContain('Остановить: Ctrl+C')
    expect(existsSync(lock)).toBe(false)
  })

  test('without the demo there is nobody, and the page says how to make the first administrator', async () => {
    const started = start(['--port', '0', '--no-demo'])
    const origin = await ready(started)
    expect(started.output()).toContain('npm run admin:create')
    expect(started.output()).not.toContain('dispatcher1')
    expect((await signIn(origin, 'admin', 'vahta2026')).status).toBe(401)
  })

  test('the demo company is not shown to the network by HOST alone: one sentence and exit 78', async () => {
    const started = start(['--port', '0', '--host', '0.0.0.0'])
    expect(await started.ended).toBe(78)
    expect(started.output()).toContain('DEMO_ON_NETWORK=1')
    expect(sentences(started)).toBe(1)
  })

  test('--help lists the options and the exit codes', async () => {
    const started = start(['--help'])
    expect(await started.ended).toBe(0)
    for (const word of ['--port', '--data', '--pbx', '--no-demo', '78'])
      expect(started.output()).toContain(word)
  })

  test('a taken port is one sentence and exit 69', async () => {
    const port = await freePort()
    const other = createServer().listen(port, '127.0.0.1')
    await once(other, 'listening')
    const started = start(['--port', String(port)])
    expect(await started.ended).toBe(69)
    expect(started.output()).toContain(`Порт ${port} занят`)
    expect(sentences(started)).toBe(1)
    other.close()
  })

  test('an option that is not one is one sentence and exit 64', async () => {
    const started = start(['--prot', '80'])
    expect(await started.ended).toBe(64)
    expect(started.output()).toContain('--prot')
    expect(sentences(started)).toBe(1)
  })

  test.each([
    [{ PORT: 'eighty' }, 'PORT=eighty'],
    [{ PBX: 'freeswitch' }, 'PBX=freeswitch'],
    [{ SERVICES: 'telephony' }, 'PBX_PORT'],
  ])('a wrong variable %j is one sentence and exit 78', async (env, words) => {
    const started = start([], env)
    expect(await started.ended).toBe(78)
    expect(started.output()).toContain(words)
    expect(sentences(started)).toBe(1)
  })

  test('a broken data directory is one sentence and exit 73, and nothing in it is touched', async () => {
    const file = path.join(folder, 'file')
    writeFileSync(file, 'mine')
    const onFile = start(['--port', '0', '--data', file])
    expect(await onFile.ended).toBe(73)
    expect(sentences(onFile)).toBe(1)
    expect(readFileSync(file, 'utf8')).toBe('mine')

    const cluster = path.join(folder, 'data', 'postgres')
    mkdirSync(cluster, { recursive: true })
    writeFileSync(path.join(cluster, 'PG_VERSION'), '13\n')
    const onOther = start(['--port', '0'])
    expect(await onOther.ended).toBe(73)
    expect(onOther.output()).toContain('PostgreSQL 13')
    expect(sentences(onOther)).toBe(1)
  })
})

/** Loaded before the product: sends itself SIGTERM before link(2), which takes the lock, has returned. */
const signalledAtItsLock = `data:text/javascript,${encodeURIComponent(`
  import fs from 'node:fs'
  import { syncBuiltinESMExports } from 'node:module'
  const { linkSync } = fs
  fs.linkSync = (draft, file) => {
    linkSync(draft, file)
    if (file.endsWith('vakhta.lock')) process.kill(process.pid, 'SIGTERM')
  }
  syncBuiltinESMExports()
`)}`

const sentences = (started: Started): number => started.output().trim().split('\n').length
