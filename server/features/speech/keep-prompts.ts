import path from 'node:path'
import type { Deps } from '#server/deps.ts'
import { putWhole } from '#sip/asterisk/sounds/put-whole.ts'
import { promptTexts, textOf } from '#sip/asterisk/speech.ts'
import { isThere } from '#sip/speech/programs.ts'

/**
 * The prompts of the dialplan. Asterisk makes those that it misses when it starts, so that it needs nobody, and knows
 * by it which it may play; here they become ours, in the chosen voice. One without its text beside it is a person's
 * recording, and stays.
 */
export async function keepPrompts({ announcements, installation, store }: Deps): Promise<void> {
  if (installation.pbx === 'embedded') return
  const { spokenFiles } = store.repositories
  for (const [name, text] of Object.entries(promptTexts)) {
    const file = `prompts/${name}.wav`
    const textFile = path.join(announcements.dir, textOf(file))
    const [isMade, isEngines, known] = await Promise.all([
      announcements.has(file),
      isThere(textFile),
      spokenFiles.find(file),
    ])
    if (!isMade || !isEngines) {
      if (known !== null) await spokenFiles.forget([file])
    } else if (known?.text !== text) {
      if (!(await announcements.speak(file, text))) return
      await putWhole(textFile, text)
    }
  }
}
