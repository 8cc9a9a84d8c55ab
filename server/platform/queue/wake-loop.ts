import type { Log } from '#server/ports.ts'

export interface WakeLoop {
  /** Runs a round now, or once more after the one under way. */
  poke(): void
  /** Resolves when the round under way is over. */
  stop(): Promise<void>
}

/**
 * Runs `round` one at a time for ever. It answers how many milliseconds until the next; a failing round (the
 * database is away) is tried again with back-off.
 */
export function startWakeLoop(options: { round: () => Promise<number>; log: Log; name: string }): WakeLoop {
  let isStopped = false
  let isPoked = false
  let failures = 0
  let wake: () => void = () => undefined

  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  const running = (async () => {
    while (!isStopped) {
      isPoked = false
      let waitMs: number
      try {
        waitMs = await options.round()
        failures = 0
      } catch (error) {
        if (failures === 0)
          options.log.warn({ error: String(error) }, `${options.name}: the database is away`)
        waitMs = Math.min(200 * 2 ** failures++, 5000)
      }
      if (!isPoked && !isStopped) await sleep(waitMs)
    }
  })()

  return {
    poke() {
      isPoked = true
      wake()
    },
    async stop() {
      isStopped = true
      wake()
      await running
    },
  }
}
