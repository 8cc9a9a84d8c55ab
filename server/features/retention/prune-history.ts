import { replayLimit } from '#contracts/journal.ts'
import type { Deps } from '#server/deps.ts'

/** Rows of each kind at once: a step takes milliseconds, and nobody waits for it. */
export const pruneStep = 2000
const dayMs = 24 * 3_600_000

/**
 * One step of what is kept no longer than the settings say: journal, events of calls, audit. Answers whether there
 * may be more to do. The ledger's files are with the PBX (services/telephony/keep-ledger.ts).
 */
export async function pruneHistory({ store, now, log }: Deps): Promise<boolean> {
  const removed = await store.transaction(async (tx) => {
    const { settings } = await tx.settings.read()
    const before = (days: number): Date => new Date(now().getTime() - days * dayMs)
    return {
      journal: await tx.retention.journal(before(settings.journal_keep_days), replayLimit, pruneStep),
      callEvents: await tx.retention.callEvents(before(settings.call_events_keep_days), pruneStep),
      audit: await tx.retention.audit(before(settings.audit_keep_days), pruneStep),
    }
  })
  const counts = Object.values(removed)
  if (counts.some((count) => count > 0)) log.info(removed, 'old history removed')
  return counts.some((count) => count >= pruneStep)
}
