import { setTimeout as delay } from 'node:timers/promises'
import { JournalEntry, replayLimit, type JournalFrame } from '#contracts/journal.ts'
import type { Deps } from '#server/deps.ts'
import { readJournal } from '../read-journal.ts'

const BATCH = 500
/**
 * After a frame that took t to hand to all sockets the next one waits as long: with 500 boards and hundreds of changes
 * a second the process keeps half of its time for everything else, and changes travel together. A lone change, and
 * changes to few boards, wait for nothing.
 */
const LONGEST_REST_MS = 100
const POLL_MS = 1000
/** Entries kept in memory, so that a hundred boards that come back together ask the database nothing. */
export const REPLAY_LIMIT = replayLimit

export interface Push {
  /** Something may have been committed. */
  wake: () => void
  /** Another process committed up to there. */
  committed: (seq: number) => void
  /** Committed here a moment ago: sent at once when they follow on what was sent last, else read in their turn. */
  hand: (entries: readonly JournalEntry[]) => void
  /** The last seq that went to the rooms. */
  cursor: () => number
  /** Entries known to be committed and not yet sent. */
  lag: () => number
  /** (seq, cursor] from memory; null when memory does not reach back that far. */
  recentAfter: (seq: number) => JournalEntry[] | null
  stop: () => Promise<void>
}

export interface PushOptions {
  deps: Deps
  /** One frame a batch. */
  emit: (frame: JournalFrame) => void
}

/**
 * Reads the journal in commit order from where this process began and hands over one frame a batch. Every replica
 * does so for its own sockets. The journal's seq is gapless (ADR 0003), so nothing can appear behind the cursor.
 */
export async function startPush({ deps, emit }: PushOptions): Promise<Push> {
  const { journal } = deps.store.repositories
  let head = await journal.head()
  // Boards that come back after a restart of this process are behind by seconds: they too are served from memory
  const begun = await readJournal(deps, Math.max(0, head - REPLAY_LIMIT), REPLAY_LIMIT)
  let recent: JournalEntry[] = begun.entries
  let cursor = begun.last ?? head
  let isWanted = false
  let isStopped = false
  let isFailing = false
  let running: Promise<void> | null = null

  async function send(entries: JournalEntry[], last: number): Promise<void> {
    const frame = { prev: cursor, last, entries }
    cursor = last
    head = Math.max(head, cursor)
    recent = [...recent, ...entries].slice(-REPLAY_LIMIT)
    const emittedAt = performance.now()
    emit(frame)
    const restMs = Math.min(performance.now() - emittedAt, LONGEST_REST_MS)
    // timers count whole milliseconds
    if (restMs >= 1) await delay(restMs)
  }

  async function drain(handed: JournalEntry[]): Promise<void> {
    const lastHanded = handed.at(-1)
    if (lastHanded !== undefined) await send(handed, lastHanded.seq)
    while (isWanted && !isStopped) {
      isWanted = false
      const { entries, last } = await readJournal(deps, cursor, BATCH)
      if (last === null) continue
      // seq is gapless
      if (last - cursor === BATCH) {
        isWanted = true
        head = Math.max(head, await journal.head())
      }
      await send(entries, last)
    }
  }

  function wake(): void {
    isWanted = true
    if (running === null) run([])
  }

  function run(handed: JournalEntry[]): void {
    if (isStopped) return
    running = drain(handed)
      .then(() => {
        if (isFailing) deps.log.info({ cursor }, 'journal is read again')
        isFailing = false
      })
      .catch((error: unknown) => {
        // The database is away: the poll tries again; say so once
        if (!isFailing) deps.log.warn({ err: error }, 'journal could not be read')
        isFailing = true
      })
      .finally(() => {
        running = null
        // woken between the last look and here
        if (isWanted && !isFailing) wake()
      })
  }

  function hand(entries: readonly JournalEntry[]): void {
    const last = entries.at(-1)?.seq ?? 0
    if (last <= cursor) return
    if (running !== null || entries[0]?.seq !== cursor + 1) return wake()
    // what does not fit its contract is found and told where the journal is read
    const fitting = entries.flatMap((entry) => JournalEntry.safeParse(entry).data ?? [])
    if (fitting.length === entries.length) run(fitting)
    else wake()
  }

  const poll = setInterval(wake, POLL_MS)
  return {
    wake,
    committed: (seq) => void (seq > cursor && wake()),
    hand,
    cursor: () => cursor,
    lag: () => head - cursor,
    recentAfter(seq) {
      if (seq >= cursor) return []
      const first = recent[0]
      if (first === undefined || first.seq > seq + 1) return null
      // an entry that did not fit is missing: places cannot be counted
      return recent.filter((entry) => entry.seq > seq)
    },
    async stop() {
      isStopped = true
      clearInterval(poll)
      await running
    },
  }
}
