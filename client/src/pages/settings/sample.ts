import type { SpeechEngine, SpeechVoice } from '#contracts/speech.ts'
import { ApiError } from '../../realtime/api-error.ts'
import { errorOf } from '../../realtime/api.ts'

/** A text in the asked voice. @throws ApiError */
export async function fetchSample(
  sample: { engine: SpeechEngine; voice: SpeechVoice; text: string },
  csrf: string,
  signal: AbortSignal,
): Promise<Blob> {
  const response = await fetch('/api/speech/sample', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', 'x-csrf-token': csrf },
    body: JSON.stringify(sample),
    signal,
  }).catch(() => {
    throw new ApiError('offline', 0)
  })
  if (!response.ok) throw await errorOf(response)
  return response.blob()
}
