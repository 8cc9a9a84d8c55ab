import { createSampleVoice } from './sample-voice.ts'
import type { Voice } from './voice.ts'

/**
 * @param sampleUrl sound file to speak with; null for the microphone
 * @throws DOMException when there is no microphone or it is not permitted
 */
export async function openVoice(sampleUrl: string | null): Promise<Voice> {
  if (sampleUrl !== null) return createSampleVoice(sampleUrl)
  const stream = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true } })
  return {
    stream,
    say: () => undefined,
    close: () => {
      for (const track of stream.getTracks()) track.stop()
    },
  }
}
