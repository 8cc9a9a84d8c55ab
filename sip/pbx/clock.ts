/** Time as an argument: tests wind it by hand, production takes `systemClock`. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Milliseconds of CPU that this thread has used. */
  cpuMs(): number
  /** Runs `action` once after `ms` milliseconds; the function given back calls it off. */
  after(ms: number, action: () => void): () => void
}

/** Timers do not keep the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  cpuMs() {
    const { user, system } = process.threadCpuUsage()
    return (user + system) / 1000
  },
  after(ms, action) {
    const timer = setTimeout(action, ms)
    timer.unref()
    return () => clearTimeout(timer)
  },
}
