import type { Log } from '#server/app/ports.ts'

const forcedAfterMs = 15_000

/**
 * Ends the process in order at SIGTERM and SIGINT: exit 0, or 1 when it took too long. A second signal ends it
 * at once. An error that nobody caught is logged and ends it too (70): its state can no longer be trusted.
 */
export function runUntilSignal(started: { stop(): Promise<void> }, log: Log): void {
  let isEnding = false
  const end = (exitCode: number): void => {
    if (isEnding) process.exit(1)
    isEnding = true
    setTimeout(() => {
      log.error({ forcedAfterMs }, 'the end took too long and was forced')
      process.exit(1)
    }, forcedAfterMs).unref()
    started.stop().then(
      () => process.exit(exitCode),
      (error: unknown) => {
        log.error({ err: error }, 'the end was not in order')
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      log.info({ signal }, 'stopping')
      end(0)
    })
  const fault = (what: string) => (error: unknown) => {
    log.error({ err: error }, what)
    end(70)
  }
  process.on('uncaughtException', fault('an exception that nobody caught'))
  process.on('unhandledRejection', fault('a rejection that nobody handled'))
}
