import { z } from 'zod'

/** `auto`: RHVoice where it is installed, else espeak-ng. */
export const SpeechEngine = z.enum(['auto', 'rhvoice', 'espeak'])
export type SpeechEngine = z.infer<typeof SpeechEngine>

/**
 * Russian voices of RHVoice that a company may use. The package brings more, under CC BY-NC-ND-4.0: they are refused by
 * not being among these (docs/NOTICE.md).
 */
export const SpeechVoice = z.enum(['Anna', 'Elena', 'Irina', 'Aleksandr'])
export type SpeechVoice = z.infer<typeof SpeechVoice>

/** What a sample may be asked to say. */
export const SAMPLE_CHARACTERS = 300
