import { voiceName } from '#domain/speech/voice.ts'
import type { Deps } from '#server/deps.ts'
import { keepPrompts } from './keep-prompts.ts'

/** What was missed: prompts that are not there, texts in another voice than the chosen one, an engine installed since. */
export async function keepVoice(deps: Deps): Promise<void> {
  const { announcements, installation, store, now } = deps
  // it has no audio path
  if (installation.pbx === 'embedded') return
  await keepPrompts(deps)
  const voice = await announcements.voices.current()
  if (voice === null) return
  const { spokenFiles, jobs } = store.repositories
  const [other] = await spokenFiles.inOtherVoices(voiceName(voice), '', 1)
  if (other !== undefined) await jobs.addUnlessPending('speech.again', now())
}
