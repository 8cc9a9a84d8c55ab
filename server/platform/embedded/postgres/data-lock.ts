import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { EmbeddedPostgresError, systemCode } from './error.ts'
import { isAlive, startOf } from './processes.ts'

const Holder = z.object({ pid: z.number().int(), start: z.string(), host: z.string(), since: z.string() })
type Holder = z.infer<typeof Holder>

const beatMilliseconds = 2_000
/** On another host or in another container a pid says nothing: there only the heartbeat counts. */
const staleMilliseconds = 10_000

/**
 * Takes the data directory for this process, before anything in it is touched: `postmaster.pid` alone cannot
 * tell an orphan, which we may stop, from the database of a running product, which we must not.
 * @throws EmbeddedPostgresError alreadyRunning, with the holder's pid and the time since when
 */
export function lockData(file: string): { release(): void } {
  const mine: Holder = {
    pid: process.pid,
    start: startOf(process.pid),
    host: hostname(),
    since: new Date().toISOString(),
  }
  const draft = `${file}.${randomUUID()}`
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 })
  try {
    while (!tryLink(draft, file)) removeStale(file)
  } finally {
    rmSync(draft, { force: true })
  }
  const beat = setInterval(() => touch(file), beatMilliseconds)
  beat.unref()
  return {
    release() {
      clearInterval(beat)
      rmSync(file, { force: true })
    },
  }
}

/** link(2) is atomic and fails when the name exists. */
function tryLink(draft: string, file: string): boolean {
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false
    throw error
  }
}

function removeStale(file: string): void {
  const seen = read(file)
  if (!seen) return
  if (isHeld(seen)) {
    const { pid = 0, host = '', since = '' } = seen.holder ?? {}
    throw new EmbeddedPostgresError('alreadyRunning', { pid, host, since, lock: file })
  }
  // Two starts may find the same stale lock: the one that moves it away looks at what it really moved.
  const aside = `${file}.${randomUUID()}`
  try {
    renameSync(file, aside)
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return
    throw error
  }
  const moved = read(aside)
  if (moved && isHeld(moved)) tryLink(aside, file)
  rmSync(aside, { force: true })
}

interface Seen {
  holder: Holder | undefined
  beatAt: number
}

function read(file: string): Seen | undefined {
  try {
    const beatAt = statSync(file).mtimeMs
    const text = readFileSync(file, 'utf8')
    const parsed = Holder.safeParse(text.startsWith('{') && text.endsWith('}') ? JSON.parse(text) : undefined)
    return { holder: parsed.data, beatAt }
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined
    throw error
  }
}

function isHeld({ holder, beatAt }: Seen): boolean {
  if (!holder) return false
  if (holder.host !== hostname()) return Date.now() - beatAt < staleMilliseconds
  return isAlive(holder.pid) && startOf(holder.pid) === holder.start
}

function touch(file: string): void {
  const now = new Date()
  try {
    utimesSync(file, now, now)
  } catch {
    // the folder was removed under us; PostgreSQL will say so in its own words
  }
}
