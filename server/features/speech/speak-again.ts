import { voiceName } from '#domain/speech/voice.ts'
import type { Deps } from '#server/deps.ts'
import { keepPrompts } from './keep-prompts.ts'

/** A job is not to last longer than a few seconds; the rest is one of its own. */
const lastsMs = 5000
const atOnce = 20

/**
 * Speaks anew, one after the other, what another voice spoke. A file is replaced when the new one is whole, under the
 * same name: who listens hears the old one to its end, and rows go on naming it. One that cannot be spoken keeps its old
 * sound and is tried again by `speech.voice`.
 */
export async function speakAgain(deps: Deps, afterPlace: string): Promise<void> {
  const { announcements, store, now, log } = deps
  const { spokenFiles, jobs } = store.repositories
  const voice = await announcements.voices.current()
  if (voice === null) return
  // a person may have put his own recording there meanwhile
  if (afterPlace === '') await keepPrompts(deps)
  const until = now().getTime() + lastsMs
  const others = await spokenFiles.inOtherVoices(voiceName(voice), afterPlace, atOnce)
  let place = afterPlace
  for (const one of others) {
    if (now().getTime() > until) break
    place = one.place
    try {
      if (!(await announcements.has(one.file))) await spokenFiles.forget([one.file])
      else if (!(await announcements.speak(one.file, one.text))) return
    } catch (error) {
      log.warn({ file: one.file, error }, 'a text could not be spoken anew: callers hear the former voice')
    }
  }
  const [isMore] = await spokenFiles.inOtherVoices(voiceName(voice), place, 1)
  if (isMore !== undefined)
    await jobs.add([{ kind: 'speech.again', payload: { afterPlace: place }, runAt: now() }])
  else log.info({ voice: voiceName(voice) }, 'all texts are spoken in the chosen voice')
}
