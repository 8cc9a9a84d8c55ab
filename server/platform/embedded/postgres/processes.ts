import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { systemCode } from './error.ts'

/**
 * Does the process run? A zombie does not: after kill -9 of everything in a container whose init does not
 * reap, `kill(pid, 0)` still succeeds for it.
 */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (systemCode(error) !== 'EPERM') return false
  }
  return !/^[ZX]/.test(statOf(pid)?.[0] ?? '')
}

/** When the process began, in the kernel's own unit; tells a process from a later one with its number. */
export const startOf = (pid: number): string => statOf(pid)?.[19] ?? ''

/** Fields of /proc/<pid>/stat from `state` on; the name before them may hold spaces and brackets. */
function statOf(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}

/**
 * Processes of PostgreSQL that live in this data directory: all of them keep it as working directory.
 * `hint` is the pid of postmaster.pid, for systems without /proc.
 */
export function processesIn(dataDir: string, hint: number | undefined): number[] {
  if (process.platform !== 'linux') return hint !== undefined && isPostgres(hint) ? [hint] : []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid !== process.pid && workingDirectory(pid) === dataDir && isAlive(pid))
}

function workingDirectory(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined // gone, a zombie, or somebody else's
  }
}

function isPostgres(pid: number): boolean {
  try {
    return /postgres/.test(execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' }))
  } catch {
    return false
  }
}

/** Waits until `condition` holds; false when it did not within `milliseconds`. */
export async function waitUntil(condition: () => boolean, milliseconds: number): Promise<boolean> {
  const until = Date.now() + milliseconds
  while (!condition()) {
    if (Date.now() > until) return false
    await delay(10)
  }
  return true
}

/** Sends a signal to a process that may be gone already. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if (systemCode(error) !== 'ESRCH') throw error
  }
}
