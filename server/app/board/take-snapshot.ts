import type { Snapshot } from '#contracts/journal.ts'
import type { Deps } from '#server/app/deps.ts'

/** Everything a board shows, of one moment, numbers in full; masked rooms get it through `maskSnapshot`. */
export async function takeSnapshot(_deps: Deps): Promise<Snapshot> {
  throw new Error('takeSnapshot is being written')
}
