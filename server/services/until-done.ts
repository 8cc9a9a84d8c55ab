import { setTimeout as delay } from 'node:timers/promises'
import type { Log } from '#server/ports.ts'

/** System errors and SQLSTATEs that mean: PostgreSQL is away, starting or shutting down; it comes back. */
const passing = /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EPIPE|57P0[123]|08\w{3})$/

/** Repeats work that needs PostgreSQL until PostgreSQL is there, or `signal` says stop; other errors are thrown. */
export async function untilDone<T>(
  what: string,
  log: Log,
  work: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  for (let pauseMs = 250; ; pauseMs = Math.min(pauseMs * 2, 5_000)) {
    try {
      return await work()
    } catch (error) {
      if (!isPassing(error)) throw error
      log.warn({ err: error, pauseMs }, `${what} is away, trying again`)
      await delay(pauseMs, undefined, signal && { signal })
    }
  }
}

function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof AggregateError) return error.errors.some(isPassing)
  if ('code' in error && typeof error.code === 'string' && passing.test(error.code)) return true
  // what pg and knex throw without a code
  return /Connection terminated|timeout exceeded when trying to connect|Timeout acquiring a connection/.test(
    error.message,
  )
}
