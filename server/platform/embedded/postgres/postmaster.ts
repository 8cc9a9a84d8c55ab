import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { Log } from '#server/ports.ts'
import type { Binaries } from './binaries.ts'
import { postgresEnvironment } from './cluster.ts'
import { EmbeddedPostgresError } from './error.ts'
import { processesIn, signal, waitUntil } from './processes.ts'
import type { Runner } from './runner.ts'

const pidFile = (directory: string): string => path.join(directory, 'postmaster.pid')

/** Lines of postmaster.pid: 1 pid, 4 port, 8 status. */
function readPidFile(directory: string): { pid: number; status: string } | undefined {
  try {
    const lines = readFileSync(pidFile(directory), 'utf8').split('\n')
    return { pid: Number(lines[0]), status: lines[7]?.trim() ?? '' }
  } catch {
    return undefined
  }
}

/**
 * Ends what an earlier start left in the data directory: an orphan whose Node was killed is stopped cleanly,
 * the children of a killed postmaster are waited for (they leave by themselves) and then killed. Only
 * processes that have the directory as working directory are touched; a pid file that names a stranger's
 * process is removed, PostgreSQL would refuse to start because of it.
 */
export async function clearLeftovers(directory: string, log: Log): Promise<void> {
  const left = readPidFile(directory)
  const living = (): number[] => processesIn(directory, left?.pid)
  if (left && living().includes(left.pid)) {
    log.info({ pid: left.pid }, 'stopping PostgreSQL of an earlier start')
    signal(left.pid, 'SIGINT') // fast shutdown
    await waitUntil(() => !living().includes(left.pid), 10_000)
  }
  if (!(await waitUntil(() => living().length === 0, 500))) {
    for (const pid of living()) signal(pid, 'SIGKILL')
    await waitUntil(() => living().length === 0, 5_000)
  }
  rmSync(pidFile(directory), { force: true })
}

/** `-k .`: the Unix socket lies in the data directory. */
const settings = [
  '-k',
  '.',
  '-c',
  'listen_addresses=127.0.0.1',
  '-c',
  'lc_messages=C',
  '-c',
  'log_checkpoints=off',
]

export interface Postmaster {
  pid: number
  process: ChildProcess
  /** Resolves when the process has ended, with how. */
  ended: Promise<string>
}

/**
 * Starts PostgreSQL and waits until it accepts connections, which after a crash is after recovery.
 * In a process group of its own: Ctrl-C in the terminal must reach us first.
 */
export async function startPostmaster(
  runner: Runner,
  binaries: Binaries,
  port: number,
  log: Log,
): Promise<Postmaster> {
  const child = spawn(binaries.postgres, ['-D', runner.dataArgument, '-p', String(port), ...settings], {
    ...runner.user,
    cwd: runner.directory,
    env: postgresEnvironment,
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  })
  let state = ''
  const words: string[] = []
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve((state = error.message)))
    child.once('exit', (code, name) => resolve((state = String(code ?? name))))
  })
  child.stderr.on('data', (chunk: Buffer) => {
    for (const line of chunk.toString().split('\n').filter(Boolean)) {
      words.splice(0, words.length - 9, line)
      if (/ (FATAL|PANIC|WARNING): /.test(line)) log.warn({ line }, 'PostgreSQL')
      else log.debug({ line }, 'PostgreSQL')
    }
  })
  const isReady = (): boolean => {
    const file = readPidFile(runner.directory)
    return file?.pid === child.pid && file?.status === 'ready'
  }
  await waitUntil(() => state !== '' || isReady(), 120_000)
  if (child.pid === undefined || !isReady() || state !== '') {
    child.kill('SIGKILL')
    throw new EmbeddedPostgresError('didNotStart', {
      path: runner.directory,
      step: 'postgres',
      reason: `${state} ${words.join('; ')}`.trim(),
    })
  }
  return { pid: child.pid, process: child, ended }
}
