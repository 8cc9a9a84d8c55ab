import {
  changeOf,
  nothingLeftOut,
  type JournalEntry,
  type LiveState,
  type Snapshot,
} from '#contracts/journal.ts'
import type { Pushed, PushedKind } from '#contracts/pushed.ts'

type Companies = ReadonlySet<number>

const isOne = ({ companyId }: { companyId: number | null }, companies: Companies): boolean =>
  companyId !== null && companies.has(companyId)

/** Which of a kind who is limited to these companies may see. A kind that is not here does not compile. */
const mayBeSeen: { readonly [K in PushedKind]: (one: Pushed[K], companies: Companies) => boolean } = {
  call: isOne,
  task: isOne,
  shutdown: ({ companyIds }, companies) =>
    companyIds.length > 0 && companyIds.every((id) => companies.has(id)),
  company: ({ id }, companies) => companies.has(id),
  // made of the calls of all, for who keeps shutdowns
  suggestion: () => false,
  settings: () => true,
}

/** Null: nothing of it is for them. What is not a whole one of its kind is for nobody who is limited. */
export function narrowEntry(entry: JournalEntry, companies: Companies): JournalEntry | null {
  const change = changeOf(entry.data)
  if (change === null) return null
  const isSeen = mayBeSeen[change.kind] as (one: unknown, of: Companies) => boolean
  return isSeen(change.one, companies) ? entry : null
}

/** How many others were left out is of all companies, and so is not said. */
export const narrowSnapshot = (snapshot: Snapshot, companies: Companies): Snapshot => ({
  seq: snapshot.seq,
  leftOut: nothingLeftOut,
  calls: snapshot.calls.filter((one) => mayBeSeen.call(one, companies)),
  tasks: snapshot.tasks.filter((one) => mayBeSeen.task(one, companies)),
  shutdowns: snapshot.shutdowns.filter((one) => mayBeSeen.shutdown(one, companies)),
  companies: snapshot.companies.filter((one) => mayBeSeen.company(one, companies)),
  suggestions: [],
  settings: snapshot.settings,
  settingsVersion: snapshot.settingsVersion,
})

/** Whether the telephone works; who works and who waits is the dispatch centre's own. */
export const narrowLive = ({ pbx }: LiveState): LiveState => ({ operators: [], pbx, waiting: 0 })
