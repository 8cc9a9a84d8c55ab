import { consentWords } from '#contracts/consent-words.ts'
import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { lockedTask, saveTask } from '#server/features/task/task-change.ts'
import { writableDraft } from '#server/features/task/writable-draft.ts'
import { shutdownOfRecord, type ShutdownRecord } from '#domain/shutdown/shutdown-record.ts'
import { isLive } from '#domain/shutdown/status.ts'
import { callerOfDraft, dissolved } from './join-draft.ts'
import { lockedShutdown } from '../shutdown-change.ts'

/**
 * Dissolves a draft or call-back into a shutdown: its caller was told by the operator and stands in the list. Again
 * the same for a draft that is in it already, and with the wish to be told when it comes later.
 * @throws Refusal notAllowed, notFound, taskNotOpen, shutdownOver
 */
export async function joinShutdown(
  deps: Deps,
  person: Person,
  { params, body }: RouteInput<'joinShutdown'>,
): Promise<RouteResponse<'joinShutdown'>> {
  const { shutdownId, wantsNotice, robotConsent } = body
  return deps.store.transaction(async (tx) => {
    const draft = await lockedTask(tx, params.id)
    const seen = await tx.shutdowns.find(shutdownId)
    if (seen === null) throw new Refusal('notFound', { id: shutdownId })
    const at = deps.now()
    const caller = callerOfDraft(draft, { shutdownId, wantsNotice, at })
    const wish = async (): Promise<void> => {
      const { callId, digits } = caller
      if (callId !== null && caller.wantsNotice)
        await tx.shutdownCallers.wish([{ callId, wantsNotice: true, messageFile: null }])
      if (robotConsent && digits !== '')
        await tx.consents.add({
          digits,
          purpose: 'shutdown',
          shutdownId,
          how: 'operator',
          at,
          callId,
          words: consentWords.operator,
          paper: '',
          until: null,
          by: person.userId,
        })
    }
    if (draft.status === 'discarded' && draft.shutdownId === shutdownId) {
      await wish()
      return shutdownOfRecord(seen)
    }
    writableDraft(draft, person)
    live(seen)
    // callers before shutdowns, as the ledger does (ADR 0016): it may be writing the same call now
    const more = await tx.shutdownCallers.add([caller], deps.installation.timeZone)
    await wish()
    const shutdown = live(await lockedShutdown(tx, shutdownId))
    await saveTask(tx, dissolved(draft, shutdown), { userId: person.userId, at })
    tx.countCallers(more)
    deps.log.info({ shutdownId, taskId: draft.id, userId: person.userId }, 'draft joined a shutdown')
    // its row is locked: what is counted at the end is what is counted here
    const came = more.reduce((sum, one) => sum + one.more, 0)
    return { ...shutdownOfRecord(shutdown), callerCount: shutdown.callerCount + came }
  })
}

/** @throws Refusal shutdownOver */
function live(shutdown: ShutdownRecord): ShutdownRecord {
  if (!isLive(shutdown.status))
    throw new Refusal('shutdownOver', { status: shutdown.status, current: shutdown.version })
  return shutdown
}
