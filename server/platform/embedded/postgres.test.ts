// @module-tag programs
import { spawn, spawnSync, execFileSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { createInterface } from 'node:readline'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { quietLog } from '#server/testing/people/quiet-log.ts'
import { startEmbeddedPostgres, type EmbeddedPostgres } from './postgres.ts'
import { isAlive, processesIn } from './postgres/processes.ts'

const script = fileURLToPath(new URL('../../testing/database/postgres-process.ts', import.meta.url))
const isRoot = process.getuid?.() === 0
const nobody = isRoot ? Number(execFileSync('id', ['-u', 'nobody'], { encoding: 'utf8' })) : -1

let folder: string
let running: EmbeddedPostgres[]
let children: ChildProcess[]
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vakhta-pg-'))
  chmodSync(folder, 0o755)
  running = []
  children = []
})
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  for (const postgres of running) await postgres.stop()
  const data = path.join(folder, 'data', 'postgres')
  for (const pid of processesIn(data, undefined)) process.kill(pid, 'SIGKILL')
  await vi.waitFor(() => expect(processesIn(data, undefined)).toEqual([]), { timeout: 60_000 })
  await rm(folder, { recursive: true, force: true })
})

const dataDir = (): string => path.join(folder, 'data')

async function start(): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataDir: dataDir(), log: quietLog })
  running.push(postgres)
  return postgres
}

/** One statement on a connection of its own; the first column of the first row. */
async function ask(url: string, sql: string): Promise<unknown> {
  const client = new Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query({ text: sql, rowMode: 'array' })
    return rows[0]?.[0]
  } finally {
    await client.end()
  }
}

interface Said {
  url: string
  pid: number
  fault?: string
}

/** Embedded PostgreSQL in another Node process; resolves with what it says. */
async function startProcess(
  options: { uid?: number; env?: NodeJS.ProcessEnv; data?: string } = {},
): Promise<{ child: ChildProcess; said: Said }> {
  const child = spawn(process.execPath, [script, options.data ?? dataDir()], {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
    env: options.env ?? process.env,
  })
  children.push(child)
  if (!child.stdout) throw new Error('no stdout')
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  return { child, said: JSON.parse(line) as Said }
}

async function killed(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

describe('embedded PostgreSQL', () => {
  test('speaks Russian: letters, order and likeness, whatever LANG is', async () => {
    const env = { PATH: process.env['PATH'] }
    const { said } = await startProcess({ env })
    expect(await ask(said.url, `select lower('ЁЖИК')`)).toBe('ёжик')
    expect(
      await ask(
        said.url,
        `select string_agg(w, ' ' order by w) from unnest(array['яма','Ель','еда','Жук','ёж']) w`,
      ),
    ).toBe('еда ёж Ель Жук яма')
    await ask(said.url, 'create extension pg_trgm')
    expect(await ask(said.url, `select similarity('Иванов', 'Иваново') > 0.5`)).toBe(true)
    expect(await ask(said.url, 'show server_encoding')).toBe('UTF8')
  })

  test('listens on the loopback interface alone and asks for the password', async () => {
    const { url } = await start()
    expect(await ask(url, 'show listen_addresses')).toBe('127.0.0.1')
    const wrong = new URL(url)
    wrong.password = 'wrong'
    await expect(ask(wrong.href, 'select 1')).rejects.toThrow(/password authentication failed/)
    expect(statSync(path.join(dataDir(), 'postgres.password')).mode & 0o777).toBe(0o600)
  })

  test('a second start finds the data of the first, under the same password', async () => {
    const first = await start()
    await ask(first.url, 'create table kept as select 42 as answer')
    await first.stop()
    const second = await start()
    expect(await ask(second.url, 'select answer from kept')).toBe(42)
    expect(new URL(second.url).password).toBe(new URL(first.url).password)
  })

  test('the product’s role is no superuser: it reads no file and runs no program', async () => {
    const { url } = await start()
    const rights = 'select rolsuper or rolcreatedb or rolbypassrls from pg_roles where rolname = current_user'
    expect(await ask(url, rights)).toBe(false)
    for (const harm of [
      `select pg_read_file('/etc/passwd')`,
      `copy (select 1) to program 'id'`,
      'alter role vakhta superuser',
      'alter role vakhta_bootstrap password null',
    ])
      await expect(ask(url, harm), harm).rejects.toThrow(/permission denied/)
    expect(statSync(path.join(dataDir(), 'postgres.bootstrap.password')).mode & 0o777).toBe(0o600)
  })

  test('a folder of an older release, whose role was the superuser, is brought up with all its data', async () => {
    const first = await start()
    const bootstrapFile = path.join(dataDir(), 'postgres.bootstrap.password')
    const as = (role: string, password: string): string => {
      const url = new URL(first.url)
      url.username = role
      url.password = password
      return url.href
    }
    const superuser = as('vakhta_bootstrap', readFileSync(bootstrapFile, 'utf8').trim())
    // as initdb of the older release left it
    for (const [url, sql] of [
      [superuser, 'create extension pg_trgm'],
      [first.url, 'create table kept (id int generated always as identity primary key, word text)'],
      [first.url, `insert into kept (word) values ('ёж')`],
      [first.url, 'create view seen as select * from kept'],
      [first.url, 'create schema asterisk'],
      [first.url, `create function asterisk.one() returns int language sql as 'select 1'`],
      [first.url, 'create role asterisk_of_before login noinherit'],
      [superuser, 'reassign owned by vakhta to vakhta_bootstrap'],
      [superuser, 'drop owned by vakhta'],
      [superuser, 'revoke asterisk_of_before from vakhta'],
      [superuser, 'drop role vakhta'],
      [superuser, `create role other superuser login password 'x'`],
      [as('other', 'x'), 'alter role vakhta_bootstrap rename to vakhta'],
      [as('other', 'x'), `alter role vakhta password '${new URL(first.url).password}'`],
      [first.url, 'drop role other'],
    ] as const)
      await ask(url, sql)
    await first.stop()
    rmSync(bootstrapFile)

    const second = await start()
    expect(new URL(second.url).password).toBe(new URL(first.url).password)
    expect(await ask(second.url, 'select rolsuper from pg_roles where rolname = current_user')).toBe(false)
    await ask(second.url, `insert into kept (word) values ('еж')`)
    expect(await ask(second.url, 'select count(*)::int from seen')).toBe(2)
    for (const sql of [
      'alter table kept add column more int',
      'drop schema asterisk cascade',
      `alter role asterisk_of_before password 'new'`,
    ])
      await ask(second.url, sql)
    await second.stop()
    const third = await start()
    expect(await ask(third.url, 'select count(*)::int from kept')).toBe(2)
    await third.stop()
    rmSync(bootstrapFile)
    await expect(start()).rejects.toMatchObject({ fault: 'dataDirBroken' })
  })

  test('a second start on the same data is refused while the first runs, and says who holds it', async () => {
    const first = await start()
    await expect(startEmbeddedPostgres({ dataDir: dataDir(), log: quietLog })).rejects.toMatchObject({
      fault: 'alreadyRunning',
      details: { pid: process.pid },
    })
    const { said } = await startProcess()
    expect(said).toMatchObject({ fault: 'alreadyRunning', pid: process.pid })
    expect(await ask(first.url, 'select 1')).toBe(1)
  })

  test('after kill -9 of Node the orphan is stopped and nothing confirmed is lost', async () => {
    const { child, said } = await startProcess()
    await ask(said.url, 'create table kept as select 1 as id')
    await killed(child)
    expect(isAlive(said.pid)).toBe(true)
    const again = await start()
    expect(isAlive(said.pid)).toBe(false)
    expect(await ask(again.url, 'select count(*)::int from kept')).toBe(1)
  })

  test('after kill -9 of Node and of PostgreSQL the data recovers', async () => {
    const { child, said } = await startProcess()
    await ask(said.url, 'create table kept as select generate_series(1, 1000) as id')
    const gone = killed(child)
    process.kill(said.pid, 'SIGKILL')
    await gone
    const again = await start()
    expect(await ask(again.url, 'select count(*)::int from kept')).toBe(1000)
  })

  test('PostgreSQL killed under a running product is back within a second, at the same address', async () => {
    const postgres = await start()
    await ask(postgres.url, 'create table kept as select 7 as id')
    const before = postgres.pid
    process.kill(before, 'SIGKILL')
    await vi.waitFor(async () => expect(await ask(postgres.url, 'select id from kept')).toBe(7), {
      timeout: 60_000,
      interval: 20,
    })
    expect(postgres.pid).not.toBe(before)
  })

  test('a pid file that names a stranger is no obstacle, and the stranger lives', async () => {
    const first = await start()
    await first.stop()
    const stranger = spawn('sleep', ['60'])
    children.push(stranger)
    writeFileSync(path.join(dataDir(), 'postgres', 'postmaster.pid'), `${stranger.pid}\n`)
    const second = await start()
    expect(await ask(second.url, 'select 1')).toBe(1)
    expect(isAlive(stranger.pid ?? 0)).toBe(true)
  })

  test('stop leaves no process and no lock behind', async () => {
    const postgres = await start()
    await postgres.stop()
    expect(processesIn(path.join(dataDir(), 'postgres'), undefined)).toEqual([])
    expect(existsSync(path.join(dataDir(), 'vakhta.lock'))).toBe(false)
  })

  test.each([
    ['a file where the folder should be', () => writeFileSync(dataDir(), ''), 'dataDirUnusable'],
    [
      'a folder with somebody else’s files',
      () => {
        mkdirSync(path.join(dataDir(), 'postgres'), { recursive: true })
        writeFileSync(path.join(dataDir(), 'postgres', 'notes.txt'), '')
      },
      'dataDirBroken',
    ],
    [
      'data of another version',
      () => {
        mkdirSync(path.join(dataDir(), 'postgres'), { recursive: true })
        writeFileSync(path.join(dataDir(), 'postgres', 'PG_VERSION'), '15\n')
      },
      'otherVersion',
    ],
  ])('%s is named as the fault', async (_name, spoil, fault) => {
    spoil()
    await expect(startEmbeddedPostgres({ dataDir: dataDir(), log: quietLog })).rejects.toMatchObject({
      fault,
    })
  })
})

// what only root can do is not asked of an ordinary user
const describeForRoot = isRoot ? describe : (): void => {}
describeForRoot('embedded PostgreSQL started by root', () => {
  test('runs as nobody, under a closed home directory, and keeps its data there', async () => {
    const home = path.join(folder, 'home')
    mkdirSync(home, { mode: 0o700 })
    const data = path.join(home, 'data')
    const postgres = await startEmbeddedPostgres({ dataDir: data, log: quietLog })
    running.push(postgres)
    expect(statSync(`/proc/${postgres.pid}`).uid).toBe(nobody)
    expect(await ask(postgres.url, 'select 1')).toBe(1)
    expect(readFileSync(path.join(data, 'postgres', 'PG_VERSION'), 'utf8').trim()).toBe('17')
    await postgres.stop()
    expect(processesIn(path.join(data, 'postgres'), undefined)).toEqual([])
  })

  test('an ordinary user does the same by itself, and root goes on with that user’s data', async () => {
    chownSync(folder, nobody, nobody)
    const { child, said } = await startProcess({ uid: nobody })
    expect(said.fault).toBeUndefined()
    expect(statSync(`/proc/${said.pid}`).uid).toBe(nobody)
    await ask(said.url, 'create table kept as select 5 as id')
    await killed(child)
    const again = await start()
    expect(statSync(`/proc/${again.pid}`).uid).toBe(nobody)
    expect(await ask(again.url, 'select id from kept')).toBe(5)
  })

  test('a folder that the user may not write is named as the fault', () => {
    mkdirSync(dataDir(), { mode: 0o700 })
    const { stdout } = spawnSync(process.execPath, [script, dataDir()], { uid: nobody, encoding: 'utf8' })
    expect(JSON.parse(stdout)).toMatchObject({ fault: 'dataDirUnusable', reason: 'EACCES' })
  })
})
