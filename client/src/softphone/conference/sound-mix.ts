/** Several sounds in one track. */
export interface SoundMix {
  readonly track: MediaStreamTrack
  close(): void
}

export type MixSound = (tracks: readonly MediaStreamTrack[]) => SoundMix | undefined

/** By WebAudio, in the page: works with any PBX. */
export function createMixer(createContext: () => AudioContext): MixSound {
  let context: AudioContext | undefined
  return (tracks) => {
    const audio = (context ??= createContext())
    // suspended where the page was not touched; the click on «conference» allows it
    void audio.resume().catch(() => undefined)
    const destination = audio.createMediaStreamDestination()
    const [track] = destination.stream.getAudioTracks()
    if (!track) return undefined
    const sources = tracks.map((one) => {
      const source = audio.createMediaStreamSource(new MediaStream([one]))
      source.connect(destination)
      return source
    })
    return {
      track,
      close: () => {
        for (const source of sources) source.disconnect()
        track.stop()
      },
    }
  }
}
