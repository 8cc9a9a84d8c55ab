import { setTimeout as delay } from 'node:timers/promises'
import { reportLive } from '#server/features/board/report-live.ts'
import type { Deps } from '#server/deps.ts'
import type { PbxLive } from '#sip/live.ts'

/**
 * A call that arrives changes the live state and the ledger at the same moment. The card must not wait for the
 * counter of waiting callers (measured: 10 ms of a card's 28), so the counter comes this much later.
 */
const restMs = 40
/** At most ten a second: what one board hears is the same however busy the hour. */
const periodMs = 100

/**
 * Writes the PBX's live state whenever it changed: one write at a time, always the newest state, so that a burst
 * of calls costs two writes and not two hundred. A failed write is tried again.
 */
export function createLiveWriter(
  deps: Deps,
  retryMs = 500,
): {
  write(live: PbxLive): void
  /** People or their pages changed, the PBX did not. */
  renew(): void
  stop(): Promise<void>
} {
  const stopping = new AbortController()
  let next: PbxLive | undefined
  let last: PbxLive | undefined
  let writing: Promise<void> = Promise.resolve()
  let isWriting = false
  let writtenAt = -Infinity

  async function drain(): Promise<void> {
    while (next && !stopping.signal.aborted) {
      const waitMs = Math.max(restMs, writtenAt + periodMs - performance.now())
      await delay(waitMs, undefined, { signal: stopping.signal }).catch(() => {})
      writtenAt = performance.now()
      const live = next
      next = undefined
      try {
        await reportLive(deps, live)
      } catch (error) {
        deps.log.warn({ err: error }, 'live state could not be written, trying again')
        next ??= live
        await delay(retryMs, undefined, { signal: stopping.signal }).catch(() => {})
      }
    }
    isWriting = false
  }

  function write(live: PbxLive): void {
    next = live
    last = live
    if (isWriting) return
    isWriting = true
    writing = drain()
  }

  return {
    write,
    renew() {
      if (last) write(last)
    },
    async stop() {
      stopping.abort()
      await writing
    },
  }
}
