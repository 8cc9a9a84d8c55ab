import type { LedgerBatch } from '#contracts/call-event.ts'
import type { Deps } from '#server/app/deps.ts'

/**
 * One batch of a PBX's ledger, in one transaction: events, cursor, calls, drafts, journal.
 * Idempotent by (source, position): `repeated` counts events that were there already.
 */
export async function receiveCallEvents(
  _deps: Deps,
  _batch: LedgerBatch,
): Promise<{ received: number; repeated: number }> {
  throw new Error('receiveCallEvents is being written')
}
