import type { Voice } from './voice.ts'

/** A sound file as a microphone: silence before and after it. From a user's gesture, as it needs an AudioContext. */
export async function createSampleVoice(url: string): Promise<Voice> {
  const context = new AudioContext()
  const [file] = await Promise.all([fetch(url), context.resume()])
  const sound = await context.decodeAudioData(await file.arrayBuffer())
  const output = context.createMediaStreamDestination()
  let source: AudioBufferSourceNode | undefined
  return {
    stream: output.stream,
    say: () => {
      source?.stop()
      source = context.createBufferSource()
      source.buffer = sound
      source.connect(output)
      source.start()
    },
    close: () => {
      for (const track of output.stream.getTracks()) track.stop()
      void context.close()
    },
  }
}
