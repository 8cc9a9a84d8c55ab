import type { Settings } from '#contracts/settings.ts'
import type { SpeechVoice } from '#contracts/speech.ts'

/** What this machine has. */
export interface InstalledVoices {
  rhvoice: readonly SpeechVoice[]
  espeak: boolean
}
/** Who speaks. */
export type Voice = { engine: 'espeak' } | { engine: 'rhvoice'; voice: SpeechVoice }
export type SpeechChoice = Pick<Settings, 'speech_engine' | 'speech_voice'>

/** As it is kept beside each spoken file. */
export const voiceName = (voice: Voice): string =>
  voice.engine === 'espeak' ? 'espeak' : `rhvoice:${voice.voice}`

/**
 * Callers are to be told in any case: an engine or a voice that is chosen but not installed is replaced by the next
 * best. Null: nothing here speaks.
 */
export function voiceOf(choice: SpeechChoice, installed: InstalledVoices): Voice | null {
  const [first] = installed.rhvoice
  const isAsked = choice.speech_engine !== 'espeak' || !installed.espeak
  if (isAsked && first !== undefined) {
    const voice = installed.rhvoice.includes(choice.speech_voice) ? choice.speech_voice : first
    return { engine: 'rhvoice', voice }
  }
  return installed.espeak ? { engine: 'espeak' } : null
}
