import type { Repositories } from '#server/repositories.ts'
import type { Deps } from '#server/deps.ts'
import { questionText } from '#domain/shutdown/speech/question-text.ts'
import { shutdownOfRecord, type ShutdownRecord } from '#domain/shutdown/shutdown-record.ts'
import { spokenPlaces } from '#domain/shutdown/speech/spoken-places.ts'
import { isLive } from '#domain/shutdown/status.ts'
import { questionFileOf, shutdownFile } from './speech-files.ts'

/** From so many houses on an emergency is asked of numbers that belong to nobody; views.sql says the same. */
const largeFrom = 5

/**
 * Makes what callers hear of a shutdown and names it in its row when it can be played. The files are made before
 * anything is locked, since speaking takes a second; if it was changed meanwhile, that change has a job of its own.
 */
export async function speakShutdown(deps: Deps, shutdownId: number): Promise<void> {
  const { announcements, installation, store, log } = deps
  // it has no audio path: operators read the text from the card (ADR 0015)
  if (installation.pbx === 'embedded') return
  const before = await store.repositories.shutdowns.find(shutdownId)
  if (before === null || !isLive(before.status)) return
  const { speech } = before
  const made = async (file: string, words: string): Promise<string | null> =>
    (await announcements.has(file)) || (await announcements.speak(file, words)) ? file : null
  const file = speech.isRecordedByHand
    ? speech.file
    : await made(shutdownFile(shutdownId, speech.version), speech.text)
  if (file === null)
    log.warn({ shutdownId }, 'no speech engine (espeak-ng): callers are not told of this shutdown')
  const question = await questionOf(store.repositories, before)
  const questionFile =
    file === null || question === null ? null : await made(questionFileOf(shutdownId, question), question)

  await store.transaction(async (tx) => {
    const [shutdown] = await tx.shutdowns.forUpdate([shutdownId])
    if (shutdown === undefined || !isLive(shutdown.status)) return
    const now = shutdown.speech
    if (now.version !== speech.version || now.isRecordedByHand !== speech.isRecordedByHand) return
    if (now.file === file && now.questionFile === questionFile) return
    const at = deps.now()
    const changed = {
      ...shutdown,
      speech: { ...now, file, questionFile },
      version: shutdown.version + 1,
      updatedAt: at.toISOString(),
    }
    await tx.shutdowns.update(changed)
    if (file !== null) {
      await tx.speech.madeAt(shutdownId, at)
      await tx.jobs.add([{ kind: 'speech.houses', payload: { shutdownId }, runAt: at }])
    }
    tx.tell('shutdown', shutdownOfRecord(changed))
  })
}

async function questionOf(tx: Repositories, shutdown: ShutdownRecord): Promise<string | null> {
  if (shutdown.kind !== 'emergency' || shutdown.houses.length < largeFrom) return null
  return questionText(shutdown, spokenPlaces(await tx.shutdownHouses.places(shutdown.houses)))
}
