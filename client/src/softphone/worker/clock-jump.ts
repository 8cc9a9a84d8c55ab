import type { Timers } from './timers.ts'

const tickMs = 1_000
const jumpMs = 5_000

/**
 * Notices sleep and freezing: a tick that comes seconds late. What the page believed of its sockets and of ringing
 * calls is then old. Returns what ends the watch.
 */
export function watchClock(parts: { timers: Timers; now: () => number; jumped: () => void }): () => void {
  let last = parts.now()
  return parts.timers.every(tickMs, () => {
    const before = last
    last = parts.now()
    if (last - before > tickMs + jumpMs) parts.jumped()
  })
}
