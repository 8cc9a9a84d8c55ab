import { z } from 'zod'
import { Text } from '#contracts/text.ts'
import { route } from '#contracts/route.ts'

/** The sound itself is heard, put and taken away at /api/music/sound (features/music/http/music-sound.ts). */
export const musicRoutes = {
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
