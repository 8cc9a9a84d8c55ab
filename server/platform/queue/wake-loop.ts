import type { Log } from '#server/ports.ts'

export interface WakeLoop {
  /** Runs a round now, or once more after the one under way. */
  poke(): void
  /** Runs the next round no later than so many milliseconds from now. */
  within(ms: number): void
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
  /** Of the next round, by `performance.now()`. */
  let latest = Infinity
  let timer: NodeJS.Timeout | undefined

  const sleep = () =>
    new Promise<void>((resolve) => {
      wake = resolve
      timer = setTimeout(resolve, Math.max(0, latest - performance.now()))
    })

  const running = (async () => {
    while (!isStopped) {
      isPoked = false
      latest = Infinity
      let waitMs: number
      try {
        waitMs = await options.round()
        failures = 0
      } catch (error) {
        if (failures === 0)
          options.log.warn({ error: String(error) }, `${options.name}: the database is away`)
        waitMs = Math.min(200 * 2 ** failures++, 5000)
      }
      latest = Math.min(latest, performance.now() + waitMs)
      if (!isPoked && !isStopped) await sleep()
      clearTimeout(timer)
    }
  })()

  return {
    poke() {
      isPoked = true
      wake()
    },
    within(ms) {
      const at = performance.now() + ms
      if (at >= latest) return
      latest = at
      clearTimeout(timer)
      timer = setTimeout(wake, ms)
    },
    async stop() {
      isStopped = true
      wake()
      await running
    },
  }
}
