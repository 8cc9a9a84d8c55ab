import { spawn, type ChildProcess } from 'node:child_process'
import { freePort } from './free-port.ts'
import path from 'node:path'
import { demoPassword } from '../people/demo-password.ts'
import { setTimeout as pause } from 'node:timers/promises'

/** The product as users run it: a child process of `npm start`'s script, on a port of its own. */
export interface Product {
  origin: string
  port: number
  pid: number
  /** What it printed so far. */
  output(): string
  /** SIGTERM, waits for a clean end. */
  stop(): Promise<void>
  /** SIGKILL to the process and its group: nothing gets a chance to say goodbye. */
  kill(): Promise<void>
}

export interface StartProductOptions {
  env: Record<string, string>
  /** Same port again after a restart; free one by default. */
  port?: number
  args?: string[]
  /** Options of Node itself. */
  nodeArgs?: string[]
}

const root = path.resolve(import.meta.dirname, '../../..')

/** Starts it and waits until `/readyz` answers; throws with the output when it ended before. */
export async function startProduct({
  env,
  port,
  args = [],
  nodeArgs = [],
}: StartProductOptions): Promise<Product> {
  const ownPort = port ?? (await freePort())
  const child = spawn(process.execPath, [...nodeArgs, path.join(root, 'server/scripts/start.ts'), ...args], {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      LOG_LEVEL: 'warn',
      DEMO_PASSWORD: demoPassword,
      ...env,
      PORT: String(ownPort),
      HOST: '127.0.0.1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  let printed = ''
  const keep = (chunk: Buffer): void => {
    printed = (printed + chunk.toString()).slice(-200_000)
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const origin = `http://127.0.0.1:${ownPort}`
  await until(async () => {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(
        `the product ended (${child.exitCode ?? child.signalCode}) before it was ready:\n${printed}`,
      )
    return fetch(`${origin}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    )
  }, 60_000).catch(async (error: unknown) => {
    await end(child, 'SIGKILL')
    throw new Error(`not ready:\n${printed}`, { cause: error })
  })
  return {
    origin,
    port: ownPort,
    pid: child.pid ?? 0,
    output: () => printed,
    stop: () => end(child, 'SIGTERM'),
    kill: () => end(child, 'SIGKILL'),
  }
}

/**
 * Polls until the condition holds; throws after `withinMs`, or at once what the condition throws. A wait costs nothing
 * when the condition comes early, so it is long: a loaded machine is no fault of the product's.
 */
export async function until(
  condition: () => Promise<boolean> | boolean,
  withinMs = 60_000,
  what = 'the condition',
): Promise<void> {
  const deadline = performance.now() + withinMs
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`${what} did not come true within ${withinMs} ms`)
    await pause(50)
  }
}

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  // the group, so that nothing started by it survives a SIGKILL; PostgreSQL keeps a session of its own
  if (signal === 'SIGKILL') process.kill(-child.pid, signal)
  else child.kill(signal)
  await gone
}
