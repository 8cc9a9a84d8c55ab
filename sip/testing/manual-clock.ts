import type { Clock } from '../pbx/clock.ts'

export interface ManualClock extends Clock {
  /** Lets `ms` pass: runs what falls due, in order, and lets promises settle after each. */
  pass(ms: number): Promise<void>
  /** Milliseconds of CPU that seem to be burned between two looks at `cpuMs`; 0 by default. */
  cpuStepMs: number
  /** Timers that are still set. */
  readonly pending: number
}

/** A clock that tests wind by hand. */
export function manualClock(start = Date.UTC(2026, 10, 22, 9)): ManualClock {
  let now = start
  let order = 0
  let cpuMs = 0
  const timers = new Map<number, { at: number; action: () => void }>()

  return {
    now: () => now,
    cpuStepMs: 0,
    cpuMs() {
      cpuMs += this.cpuStepMs
      return cpuMs
    },
    after(ms, action) {
      const id = order++
      timers.set(id, { at: now + Math.max(0, ms), action })
      return () => timers.delete(id)
    },
    get pending() {
      return timers.size
    },
    async pass(ms) {
      const end = now + ms
      await settled()
      for (;;) {
        const due = [...timers]
          .filter(([, { at }]) => at <= end)
          .sort(([a, x], [b, y]) => x.at - y.at || a - b)
        const [first] = due
        if (first === undefined) break
        timers.delete(first[0])
        now = Math.max(now, first[1].at)
        first[1].action()
        await settled()
      }
      now = end
    },
  }
}

/** A message takes a turn of the event loop each way on the wire, and one in the account store. */
const turns = 6

/** After what was on its way has arrived and was answered. */
export async function settled(): Promise<void> {
  for (let i = 0; i < turns; i++) await new Promise((resolve) => setImmediate(resolve))
}
