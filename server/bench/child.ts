import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'

/** Servers on one core, load on the other, as far as this machine allows. */
export const canPin = availableParallelism() >= 2 && spawnSync('taskset', ['--version']).status === 0

/** Pins this process (the load) to the last core. */
export function pinLoad(): void {
  if (canPin) spawnSync('taskset', ['-cp', `${availableParallelism() - 1}`, `${process.pid}`])
}

export interface BenchServer {
  pid: number
  /** What the child said of itself when it was ready. */
  ready: Record<string, string | number>
  /** Sends the child a message and waits for its next one. */
  ask(message: object): Promise<unknown>
  stop(): Promise<void>
}

/**
 * A server under test in a process of its own; it says it is ready by one IPC message. On core 0 alone, unless
 * `isFree`: then the scheduler places it, as on the machine of a small company.
 */
export async function startServer(
  script: URL,
  env: Record<string, string>,
  isFree = false,
): Promise<BenchServer> {
  const isPinned = canPin && !isFree
  const pinned = ['-c', '0', process.execPath, script.pathname]
  const child = spawn(isPinned ? 'taskset' : process.execPath, isPinned ? pinned : [script.pathname], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const ready = await Promise.race([once(child, 'message'), once(child, 'exit')])
  if (typeof ready[0] !== 'object') throw new Error(`${script.pathname} ended with ${String(ready[0])}`)
  return {
    pid: child.pid ?? 0,
    ready: ready[0],
    async ask(message) {
      const answered = once(child, 'message')
      child.send(message)
      const [answer]: unknown[] = await answered
      return answer
    },
    stop: () => stop(child),
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
}
