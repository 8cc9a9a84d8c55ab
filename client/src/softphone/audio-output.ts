export interface AudioOutput {
  /** Plays the track until the returned function is called. */
  play(track: MediaStreamTrack): () => void
}

/**
 * Sound of the other side. Chromium does not decode a remote track that no media element plays, so an element it
 * must be, not WebAudio alone.
 */
export function createAudioOutput(createElement: () => HTMLAudioElement): AudioOutput {
  return {
    play: (track) => {
      const element = createElement()
      element.autoplay = true
      element.srcObject = new MediaStream([track])
      // Refused before the first click on the page; the click that answers the call allows it.
      element.play().catch(() => undefined)
      return () => {
        element.pause()
        element.srcObject = null
      }
    },
  }
}
