import { z } from 'zod'
import { SpeechVoice } from '#contracts/speech.ts'
import { Text } from '#contracts/text.ts'
import { route } from '#contracts/route.ts'

/** A sample is heard by POST /api/speech/sample (features/speech/http/speech-sample.ts). */
export const speechRoutes = {
  getSpeech: route({
    method: 'GET',
    path: '/api/speech',
    access: 'settings.see',
    summary:
      'Which engines and voices are installed, which one speaks, and how far the texts are spoken in it',
    response: z.object({
      installed: z.object({ rhvoice: z.array(SpeechVoice), espeak: z.boolean() }),
      /** `rhvoice:Anna`, `espeak`; null: no engine at all. */
      current: Text.nullable(),
      spoken: z.number().int(),
      total: z.number().int(),
    }),
  }),
}
