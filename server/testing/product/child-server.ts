import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import { freePort } from './free-port.ts'

/** A real server of the operating system, started by a test on a port of its own. */
export interface ChildServer {
  port: number
  /** Stops it from answering while its connections stay open. */
  freeze(): void
  thaw(): void
  /** kill -9; resolves when it is gone. */
  kill(): Promise<void>
  /** Starts it again, empty, on the same port. */
  restart(): Promise<void>
  stop(): Promise<void>
}

/** Resolves when something accepts connections there; rejects after `limitMs`. */
export async function untilListening(port: number, limitMs = 10_000): Promise<void> {
  const end = performance.now() + limitMs
  for (;;) {
    const isUp = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1')
      socket.once('connect', () => resolve((socket.destroy(), true)))
      socket.once('error', () => resolve(false))
    })
    if (isUp) return
    if (performance.now() > end) throw new Error(`nothing listens on port ${port} after ${limitMs} ms`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

export interface ChildServerOptions {
  binary: string
  /** Debian package that brings the binary, for the sentence when it is missing. */
  debianPackage: string
  args: (port: number) => string[]
}

/** Throws a sentence that says what to install where the binary is missing: such a test fails, it never skips. */
export async function startChildServer(options: ChildServerOptions): Promise<ChildServer> {
  const path = findBinary(options.binary)
  if (path === undefined)
    throw new Error(`${options.binary} is not installed: apt-get install ${options.debianPackage}`)
  const port = await freePort()
  let child: ChildProcess | undefined

  const start = async () => {
    child = spawn(path, options.args(port), { stdio: 'ignore' })
    await untilListening(port)
  }
  const end = async (signal: NodeJS.Signals) => {
    const running = child
    child = undefined
    if (running === undefined || running.exitCode !== null || running.signalCode !== null) return
    const gone = once(running, 'exit')
    running.kill('SIGCONT')
    running.kill(signal)
    await gone
  }

  await start()
  return {
    port,
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    kill: () => end('SIGKILL'),
    restart: async () => {
      await end('SIGKILL')
      await start()
    },
    stop: () => end('SIGTERM'),
  }
}

const findBinary = (name: string): string | undefined =>
  [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/usr/bin']
    .map((folder) => `${folder}/${name}`)
    .find((path) => existsSync(path))

export const startRedis = (): Promise<ChildServer> =>
  startChildServer({
    binary: 'redis-server',
    debianPackage: 'redis-server',
    args: (port) => ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
  })

export const startMemcached = (): Promise<ChildServer> =>
  startChildServer({
    binary: 'memcached',
    debianPackage: 'memcached',
    args: (port) => [
      '-p',
      `${port}`,
      '-l',
      '127.0.0.1',
      '-m',
      '16',
      ...(process.getuid?.() === 0 ? ['-u', 'nobody'] : []),
    ],
  })
