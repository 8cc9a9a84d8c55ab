import { z } from 'zod'
import { feature } from '#server/platform/feature.ts'
import { job } from '#server/platform/queue/job.ts'
import { getSpeech } from './get-speech.ts'
import { speechSample } from './http/speech-sample.ts'
import { keepVoice } from './keep-voice.ts'
import { speakAgain } from './speak-again.ts'

export const speechFeature = feature({
  handle: { getSpeech },
  files: [{ method: 'post', path: '/api/speech/sample', access: 'settings.change', serve: speechSample }],
  jobs: {
    'speech.again': job(z.object({ afterPlace: z.string().default('') }), (deps, { afterPlace }) =>
      speakAgain(deps, afterPlace),
    ),
    'speech.voice': keepVoice,
  },
  repeats: { 'speech.voice': 10 },
})
