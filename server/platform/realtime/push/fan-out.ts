import type { JournalFrame, LiveState } from '#contracts/journal.ts'
import type { BoardLines } from './board-lines.ts'
import { sightOf } from './rooms.ts'
import { eventText, textFrames } from './wire-frame.ts'

/** A live state waits so many times as long as the last frame took, for a journal frame that takes it along. */
const PATIENCE = 5
const LONGEST_WAIT_MS = 100
/** What few boards cost is not worth a wait. */
const SHORTEST_WAIT_MS = 2

export interface FanOut {
  journal: (frame: JournalFrame) => void
  /** May come to the boards together with the next journal frame, or alone after a short wait; the newest counts. */
  live: (state: LiveState) => void
  stop: () => void
}

/** Hands frames to all boards: encoded once for each room, journal and live state in one write. */
export function createFanOut(lines: BoardLines): FanOut {
  let waiting: LiveState | null = null
  let timer: NodeJS.Timeout | undefined
  let lastMs = 0

  function send(frame: JournalFrame | null): void {
    const startedAt = performance.now()
    clearTimeout(timer)
    const state = waiting
    waiting = null
    for (const room of lines.rooms()) {
      const sight = sightOf(room)
      const journal =
        frame === null ? [] : [eventText('journal', { ...frame, entries: sight.entries(frame.entries) })]
      const live = state === null ? [] : [eventText('live', sight.live(state))]
      lines.write(room, textFrames([...journal, ...live]))
    }
    lastMs = performance.now() - startedAt
  }

  return {
    journal: send,
    live(state) {
      const isWaiting = waiting !== null
      waiting = state
      const waitMs = Math.min(lastMs * PATIENCE, LONGEST_WAIT_MS)
      if (waitMs < SHORTEST_WAIT_MS) send(null)
      else if (!isWaiting) timer = setTimeout(send, waitMs, null)
    },
    stop: () => clearTimeout(timer),
  }
}
