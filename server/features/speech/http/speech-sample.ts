import { z } from 'zod'
import { Refusal } from '#contracts/error.ts'
import { SAMPLE_CHARACTERS, SpeechEngine, SpeechVoice } from '#contracts/speech.ts'
import { Text } from '#contracts/text.ts'
import { voiceOf } from '#domain/speech/voice.ts'
import { telephoneWav } from '#sip/asterisk/speech.ts'
import { BadInput, issuesOf } from '#server/platform/http/errors.ts'
import type { ServeFile } from '#server/platform/feature.ts'
import type { Edge } from '#server/platform/http/edge.ts'

const Sample = z.object({
  engine: SpeechEngine,
  voice: SpeechVoice,
  text: Text.trim().min(1).max(SAMPLE_CHARACTERS),
})

/** An engine takes a core for a second. */
const most = 20
const windowSeconds = 60

/** POST /api/speech/sample: a text as callers would hear it, 8 kHz, before the voice is chosen for them. */
export function speechSample({ deps }: Edge): ServeFile {
  const { announcements, limiter } = deps
  let isSpeaking = false
  return async (ctx, person) => {
    const asked = Sample.safeParse(ctx.request.body)
    if (!asked.success) throw new BadInput(issuesOf('body', asked.error))
    const { engine, voice, text } = asked.data
    const { allowed, retryAfterSeconds } = await limiter.hit(`speech:${person.userId}`, most, windowSeconds)
    if (!allowed) throw new Refusal('tooMany', { retryAfterSeconds })
    if (isSpeaking) throw new Refusal('tooMany', { retryAfterSeconds: 1 })
    isSpeaking = true
    try {
      const installed = await announcements.voices.installed()
      const heard = voiceOf({ speech_engine: engine, speech_voice: voice }, installed)
      // a sample of another voice than the one that was asked for would mislead
      if (heard === null || (engine !== 'auto' && heard.engine !== engine)) throw new Refusal('notFound')
      if (heard.engine === 'rhvoice' && heard.voice !== voice) throw new Refusal('notFound')
      ctx.body = telephoneWav(await announcements.voices.speak(heard, text))
      ctx.type = 'audio/wav'
      ctx.set('Cache-Control', 'no-store')
    } finally {
      isSpeaking = false
    }
  }
}
