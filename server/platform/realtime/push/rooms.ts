import type { JournalEntry, LiveState, Snapshot } from '#contracts/journal.ts'
import type { Permission } from '#contracts/permission.ts'
import { narrowEntry, narrowLive, narrowSnapshot } from '#domain/company/narrow-pushed.ts'
import { maskEntry, maskLive, maskSnapshot } from '#domain/privacy/mask.ts'

/** `board:of:1,2:masked`: of these companies alone, and without numbers. Whoever sees the same is in the same room. */
export type Room = `board${'' | `:of:${string}`}${'' | ':masked'}`

/** The room by what the person may see: telephone numbers in full, or masked; all companies, or some. */
export function roomOf(permissions: readonly Permission[], companies: readonly number[] | null): Room {
  const of =
    companies === null ? ('' as const) : (`:of:${companies.toSorted((a, b) => a - b).join()}` as const)
  return permissions.includes('number.see') ? `board${of}` : `board${of}:masked`
}

interface Sight {
  entries: (entries: readonly JournalEntry[]) => JournalEntry[]
  snapshot: (snapshot: Snapshot) => Snapshot
  live: (state: LiveState) => LiveState
}

/** The one place where it is said what a room may see of what is pushed. */
export function sightOf(room: Room): Sight {
  const isMasked = room.endsWith(':masked')
  const named = /^board:of:([\d,]*)/.exec(room)?.[1]
  const masked: Sight = isMasked
    ? { entries: (entries) => entries.map(maskEntry), snapshot: maskSnapshot, live: maskLive }
    : { entries: (entries) => [...entries], snapshot: (snapshot) => snapshot, live: (state) => state }
  if (named === undefined) return masked
  const companies = new Set(
    named
      .split(',')
      .filter((id) => id !== '')
      .map(Number),
  )
  return {
    entries: (entries) => masked.entries(entries.flatMap((entry) => narrowEntry(entry, companies) ?? [])),
    snapshot: (snapshot) => masked.snapshot(narrowSnapshot(snapshot, companies)),
    live: (state) => masked.live(narrowLive(state)),
  }
}
