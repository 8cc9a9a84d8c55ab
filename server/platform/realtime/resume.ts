import type { JournalFrame, Resumed, Snapshot } from '#contracts/journal.ts'
import type { PackedSnapshot } from '#contracts/socket.ts'
import type { Deps } from '#server/deps.ts'
import { REPLAY_LIMIT, type Push } from './push/push.ts'
import { readJournal } from './read-journal.ts'
import { sightOf, type Room } from './push/rooms.ts'
import { createSnapshots } from './snapshots.ts'

export interface Resumer {
  /**
   * What a client that knows everything up to `seq` needs; `takesPacked`: it can unpack. It must be in its room
   * already: what is committed after the answer was read then reaches it as a frame.
   */
  answer(seq: number | null, room: Room, takesPacked: boolean): Promise<Resumed | PackedSnapshot>
  /** Somebody of the room will ask for everything within the second. */
  expect(room: Room): void
  /** What went to the rooms after `seq` and up to now, from memory; null when there is nothing. */
  missedSince(seq: number, room: Room): JournalFrame | null
}

export function lastOf(answer: Resumed | PackedSnapshot): number {
  switch (answer.kind) {
    case 'replay':
      return answer.frame.last
    case 'snapshot':
      return answer.snapshot.seq
    case 'packed':
      return answer.seq
  }
}

/** Replay from memory, or from the journal, or – too far behind, or from another database – a snapshot. */
export function createResumer(
  deps: Deps,
  push: Pick<Push, 'cursor' | 'recentAfter'>,
  takeSnapshot: () => Promise<Snapshot>,
): Resumer {
  const { journal } = deps.store.repositories
  const snapshots = createSnapshots(takeSnapshot, deps.log, (seq) => push.recentAfter(seq) !== null)

  async function replay(seq: number): Promise<JournalFrame | null> {
    const recent = push.recentAfter(seq)
    if (recent !== null && seq <= push.cursor()) return { prev: seq, last: push.cursor(), entries: recent }
    const head = await journal.head()
    // Ahead of us: the database was restored from a backup, and what the client knows never happened
    if (seq > head || head - seq > REPLAY_LIMIT) return null
    const { entries, first, last } = await readJournal(deps, seq, REPLAY_LIMIT)
    // Its part of the journal was deleted (ADR 0020)
    if (seq < head && first !== seq + 1) return null
    return { prev: seq, last: last ?? seq, entries }
  }

  return {
    async answer(seq, room, takesPacked) {
      const frame = seq === null ? null : await replay(seq)
      if (frame !== null)
        return { kind: 'replay', frame: { ...frame, entries: sightOf(room).entries(frame.entries) } }
      return takesPacked
        ? snapshots.packed(room)
        : { kind: 'snapshot', snapshot: await snapshots.plain(room) }
    },
    expect(room) {
      // who asks is told of a failure, and it is tried anew for him
      snapshots.packed(room).catch(() => undefined)
    },
    missedSince(seq, room) {
      const entries = push.recentAfter(seq)
      if (entries === null || entries.length === 0) return null
      return { prev: seq, last: push.cursor(), entries: sightOf(room).entries(entries) }
    },
  }
}
