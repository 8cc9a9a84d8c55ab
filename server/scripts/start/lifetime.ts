import type { Log } from '#server/ports.ts'

const forcedAfterMs = 15_000
/** A step of the start that cannot be broken off, such as initdb, takes its time on a tired machine. */
const brokenOffAfterMs = 60_000

interface Stoppable {
  stop(): Promise<void>
}

/**
 * Ends the process in order at SIGTERM and SIGINT: exit 0, or 1 when it took too long. A second signal ends it
 * at once. An error that nobody caught is logged and ends it too (70): its state can no longer be trusted.
 * @param started what is to be stopped; while it is only starting, `breakOff` is called and it rejects when what had
 *   begun is stopped
 */
export function runUntilSignal(
  started: Stoppable | Promise<Stoppable>,
  log: Log,
  breakOff: () => void = () => undefined,
): void {
  let isEnding = false
  const forceAfter = (ms: number): NodeJS.Timeout =>
    setTimeout(() => {
      log.error({ forcedAfterMs: ms }, 'the end took too long and was forced')
      process.exit(1)
    }, ms).unref()
  const stop = async (): Promise<void> => {
    const patience = forceAfter(brokenOffAfterMs)
    breakOff()
    const whole = await Promise.resolve(started).catch(() => null)
    clearTimeout(patience)
    forceAfter(forcedAfterMs)
    await whole?.stop()
  }
  const end = (exitCode: number): void => {
    if (isEnding) process.exit(1)
    isEnding = true
    stop().then(
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
