import { voiceOf, type SpeechChoice, type Voice } from '#domain/speech/voice.ts'
import type { Voices } from '#server/ports.ts'
import type { Speech } from '#sip/speech/engine.ts'
import { espeak, hasEspeak } from '#sip/speech/espeak.ts'
import { installedVoices, rhvoice } from '#sip/speech/rhvoice.ts'

/** The engines that are installed here, looked for each time: a package may come while we run. */
export function createVoices(choice: () => Promise<SpeechChoice>): Voices {
  const installed = async () => {
    const [voices, isEspeak] = await Promise.all([installedVoices(), hasEspeak()])
    return { rhvoice: voices, espeak: isEspeak }
  }
  const speechOf = (voice: Voice): Speech => (voice.engine === 'espeak' ? espeak : rhvoice(voice.voice))
  return {
    installed,
    current: async () => voiceOf(await choice(), await installed()),
    speak: (voice, text) => speechOf(voice).speak(text),
  }
}
