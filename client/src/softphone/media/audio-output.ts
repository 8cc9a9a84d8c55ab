import type { Devices } from '../devices/devices.ts'
import { setSink } from '../devices/set-sink.ts'

export interface AudioOutput {
  /** Plays the track until the returned function is called. */
  play(track: MediaStreamTrack): () => void
}

/**
 * Sound of the other side. Chromium does not decode a remote track that no media element plays, so an element it
 * must be, not WebAudio alone. It sounds on the chosen device, and moves there when that is plugged in again.
 */
export function createAudioOutput(
  createElement: () => HTMLAudioElement,
  devices: Pick<Devices, 'idFor' | 'onChange'>,
): AudioOutput {
  const sounding = new Set<HTMLAudioElement>()
  const route = async (elements: Iterable<HTMLAudioElement>): Promise<void> => {
    const id = await devices.idFor('speaker')
    await Promise.all([...elements].map((element) => setSink(element, id)))
  }
  devices.onChange(() => void route(sounding))

  return {
    play: (track) => {
      const element = createElement()
      element.autoplay = true
      element.srcObject = new MediaStream([track])
      sounding.add(element)
      void route([element])
      // Refused before the first click on the page; the click that answers the call allows it.
      element.play().catch(() => undefined)
      return () => {
        sounding.delete(element)
        element.pause()
        element.srcObject = null
      }
    },
  }
}
