import { Refusal } from '#contracts/error.ts'
import type { Shutdown } from '#contracts/shutdown.ts'
import type { Repositories } from '#server/repositories.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import {
  shutdownOfRecord,
  type ShutdownRecord,
  type ShutdownSpeech,
} from '#domain/shutdown/shutdown-record.ts'
import { isLive } from '#domain/shutdown/status.ts'
import { shutdownFile, speechJob } from './speech-files.ts'

/**
 * A dispatcher's own voice (WAV of 16 bit) instead of the engine's; it is played whatever the text says until it is
 * removed. Answers null for what is no such recording.
 * @throws Refusal notFound, shutdownOver
 */
export async function recordSpeech(
  deps: Deps,
  person: Person,
  input: { shutdownId: number; recording: Buffer },
): Promise<Shutdown | null> {
  const { shutdownId, recording } = input
  const { speech } = live(await deps.store.repositories.shutdowns.find(shutdownId))
  // a version that no text has: the text may be changed while the file is written
  const version = speech.version + 1
  const file = shutdownFile(shutdownId, version)
  if (!(await deps.announcements.keep(file, recording))) return null
  return change(deps, person, shutdownId, async (tx, shutdown) => {
    if (shutdown.speech.version !== speech.version)
      throw new Refusal('conflict', { current: shutdown.version })
    return { ...shutdown.speech, version, file, isRecordedByHand: true }
  })
}

/**
 * The engine speaks again.
 * @throws Refusal notFound, shutdownOver
 */
export const unrecordSpeech = (deps: Deps, person: Person, shutdownId: number): Promise<Shutdown> =>
  change(deps, person, shutdownId, async (tx, { speech }, at) => {
    await tx.jobs.add([speechJob(shutdownId, at)])
    return { ...speech, version: speech.version + 1, file: null, isRecordedByHand: false }
  })

async function change(
  deps: Deps,
  person: Person,
  shutdownId: number,
  next: (tx: Repositories, shutdown: ShutdownRecord, at: Date) => Promise<ShutdownSpeech>,
): Promise<Shutdown> {
  const at = deps.now()
  return deps.store.transaction(async (tx) => {
    const shutdown = live((await tx.shutdowns.forUpdate([shutdownId]))[0] ?? null)
    const speech = await next(tx, shutdown, at)
    const changed = { ...shutdown, speech, version: shutdown.version + 1, updatedAt: at.toISOString() }
    await tx.shutdowns.update(changed)
    await tx.speech.madeAt(shutdownId, at)
    await tx.shutdownHistory.add(
      shutdownId,
      [{ what: 'recorded', fact: speech.isRecordedByHand ? null : { what: 'recordingRemoved' } }],
      { userId: person.userId, at },
    )
    const shown = shutdownOfRecord(changed)
    tx.tell('shutdown', shown)
    return shown
  })
}

function live(shutdown: ShutdownRecord | null): ShutdownRecord {
  if (shutdown === null) throw new Refusal('notFound')
  if (!isLive(shutdown.status)) throw new Refusal('shutdownOver')
  return shutdown
}
