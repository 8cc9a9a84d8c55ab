import type { RateLimiter } from '#server/ports.ts'

interface Window {
  count: number
  /** Monotonic milliseconds: turning the clock back locks nobody out. */
  endsAt: number
}

/**
 * Counts in this process. Memory is bounded: when a stranger sends more keys than `maxKeys`, windows that are
 * over go first, then the oldest.
 */
export function createMemoryLimiter({ maxKeys = 100_000 } = {}): RateLimiter {
  const windows = new Map<string, Window>()

  const makeRoom = (now: number) => {
    for (const [key, window] of windows) if (window.endsAt <= now) windows.delete(key)
    // one pass frees a tenth, so that a flood of new keys does not make each of them scan all
    const keep = Math.floor(maxKeys * 0.9)
    for (const key of windows.keys()) {
      if (windows.size <= keep) break
      windows.delete(key)
    }
  }

  return {
    async hit(key, limit, windowSeconds) {
      const now = performance.now()
      const known = windows.get(key)
      const window =
        known !== undefined && known.endsAt > now ? known : { count: 0, endsAt: now + windowSeconds * 1000 }
      window.count++
      if (window !== known) {
        windows.delete(key)
        windows.set(key, window)
        if (windows.size > maxKeys) makeRoom(now)
      }
      const allowed = window.count <= limit
      return {
        allowed,
        retryAfterSeconds: allowed ? 0 : Math.max(1, Math.ceil((window.endsAt - now) / 1000)),
      }
    },
    async giveBack(key) {
      const known = windows.get(key)
      if (known !== undefined && known.count > 0) known.count--
    },
    async reset(key) {
      windows.delete(key)
    },
    async stop() {
      windows.clear()
    },
  }
}
