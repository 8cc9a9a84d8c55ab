/** A process of its own that runs embedded PostgreSQL in argv[2], says so in one line of JSON, and ends at SIGTERM. */
import { EmbeddedPostgresError, startEmbeddedPostgres } from '#server/platform/embedded/postgres.ts'
import { quietLog } from '../people/quiet-log.ts'

const say = (facts: object): boolean => process.stdout.write(`${JSON.stringify(facts)}\n`)
try {
  const postgres = await startEmbeddedPostgres({ dataDir: process.argv[2] ?? '', log: quietLog })
  process.once('SIGTERM', () => void postgres.stop().then(() => process.exit(0)))
  setInterval(() => {}, 60_000)
  say({ url: postgres.url, pid: postgres.pid })
} catch (error) {
  say(
    error instanceof EmbeddedPostgresError
      ? { fault: error.fault, ...error.details }
      : { fault: String(error) },
  )
  process.exitCode = 1
}
