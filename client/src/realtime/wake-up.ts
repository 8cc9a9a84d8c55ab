const tickMs = 5000
/** Browsers slow the timers of hidden tabs to one a minute; a longer pause means that the machine slept. */
const sleptMs = 75_000

/**
 * Calls `onWakeUp` when the clock jumped between two ticks: the machine slept, and the socket may look open while
 * nobody is at its other end. Returns what ends the watch.
 */
export function watchWakeUp(onWakeUp: () => void, now: () => number = Date.now): () => void {
  let last = now()
  const timer = setInterval(() => {
    const jump = now() - last
    last = now()
    if (jump > sleptMs) onWakeUp()
  }, tickMs)
  return () => clearInterval(timer)
}
