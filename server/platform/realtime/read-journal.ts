import type { JournalEntry } from '#contracts/journal.ts'
import type { Deps } from '#server/deps.ts'

export interface JournalPart {
  /** Those of (seq, last] that may be sent. */
  entries: JournalEntry[]
  /** Of what there is after `seq`, sendable or not; null: nothing. */
  first: number | null
  last: number | null
}

/**
 * What follows `seq` in the journal. An entry that breaks its contract is a fault in the log and goes to nobody; the
 * boards' cursors pass over it, for it will never fit and must not hold up what came after it.
 */
export async function readJournal(deps: Deps, seq: number, limit: number): Promise<JournalPart> {
  const unfit: number[] = []
  const entries = await deps.store.repositories.journal.after(seq, limit, (place, fault) => {
    unfit.push(place)
    deps.log.error({ err: fault, seq: place }, 'a journal entry is not sent')
  })
  const seqs = [entries.at(0)?.seq, entries.at(-1)?.seq, unfit.at(0), unfit.at(-1)].filter(
    (one) => one !== undefined,
  )
  if (seqs.length === 0) return { entries, first: null, last: null }
  return { entries, first: Math.min(...seqs), last: Math.max(...seqs) }
}
