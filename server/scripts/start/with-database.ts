import { startEmbeddedPostgres } from '#server/platform/embedded/postgres.ts'
import { readConfig, type Config } from '#server/config/config.ts'
import { createLogger } from '#server/config/logger.ts'
import { faultOf } from './faults.ts'

/**
 * Runs a command on the configured database, starting and stopping the embedded one where none is configured.
 * What goes wrong is said as `npm start` says it, with the same exit codes.
 */
export async function withDatabase(
  work: (context: { config: Config; databaseUrl: string }) => Promise<void>,
): Promise<void> {
  try {
    const config = readConfig(process.env)
    if (config.databaseUrl !== null) return await work({ config, databaseUrl: config.databaseUrl })
    const postgres = await startEmbeddedPostgres({ dataDir: config.dataDir, log: createLogger('warn') })
    try {
      await work({ config, databaseUrl: postgres.url })
    } finally {
      await postgres.stop()
    }
  } catch (error) {
    const { sentence, exitCode } = faultOf(error)
    process.stderr.write(`${sentence}\n`)
    process.exitCode = exitCode
  }
}
