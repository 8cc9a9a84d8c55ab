import { setTimeout as delay } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { LiveState } from '#contracts/journal.ts'
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
/** A number that counts is in no such hurry as an operator who is there: it is asked who is left on the line. */
const counterPeriodMs = 200

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
  /** What was written last, and what the PBX had said; null: nothing is known to be written. */
  let written: { live: PbxLive; state: LiveState } | null = null
  /** People or their pages changed since they were asked for. */
  let isRenewed = false
  let writtenAt = -Infinity

  async function drain(): Promise<void> {
    while (next && !stopping.signal.aborted) {
      const leastMs = isCounterAlone(next) ? counterPeriodMs : periodMs
      const waitMs = Math.max(restMs, writtenAt + leastMs - performance.now())
      await delay(waitMs, undefined, { signal: stopping.signal }).catch(() => {})
      writtenAt = performance.now()
      const live = next
      next = undefined
      const known = isCounterAlone(live) ? written : null
      isRenewed = false
      written = null
      try {
        written = { live, state: await report(live, known?.state ?? null) }
      } catch (error) {
        deps.log.warn({ err: error }, 'live state could not be written, trying again')
        next ??= live
        await delay(retryMs, undefined, { signal: stopping.signal }).catch(() => {})
      }
    }
    isWriting = false
  }

  /** A caller who comes to wait or leaves changes nobody's state: what is known of the operators stands. */
  const isCounterAlone = (live: PbxLive): boolean =>
    !isRenewed && written !== null && isDeepStrictEqual({ ...written.live, waiting: live.waiting }, live)

  async function report(live: PbxLive, known: LiveState | null): Promise<LiveState> {
    if (known === null) return reportLive(deps, live)
    const state = { ...known, waiting: live.waiting }
    await deps.store.repositories.liveState.write(state, deps.now())
    return state
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
      isRenewed = true
      if (last) write(last)
    },
    async stop() {
      stopping.abort()
      await writing
    },
  }
}
