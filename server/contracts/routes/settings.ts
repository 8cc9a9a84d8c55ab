import { z } from 'zod'
import { route } from '#contracts/route.ts'
import { Settings } from '#contracts/settings.ts'
import { SpeechVoice } from '#contracts/speech.ts'
import { Text } from '#contracts/text.ts'

/**
 * What an administrator sets, and what callers hear of it. A sample is heard by POST /api/speech/sample
 * (features/speech/http/speech-sample.ts), music heard, put and taken away at /api/music/sound (features/music/http/music-sound.ts).
 */
export const settingsRoutes = {
  getSettings: route({
    method: 'GET',
    path: '/api/settings',
    access: 'settings.see',
    summary: 'All settings',
    response: z.object({ settings: Settings, version: z.number().int() }),
  }),
  changeSettings: route({
    method: 'PUT',
    path: '/api/settings',
    access: 'settings.change',
    summary: 'Change settings; live for everybody',
    body: z.object({ version: z.number().int(), changes: Settings.partial() }),
    response: z.object({ settings: Settings, version: z.number().int() }),
  }),
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
  getMusic: route({
    method: 'GET',
    path: '/api/music',
    access: 'settings.see',
    summary: 'The music that callers hear while they wait; null where the PBX plays none',
    response: z.object({
      music: z
        .object({
          seconds: z.number().int(),
          /** Of the company's file; null: what came with Asterisk. */
          name: Text.nullable(),
        })
        .nullable(),
    }),
  }),
}
