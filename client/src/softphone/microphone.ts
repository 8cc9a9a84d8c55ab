import type { PhoneSnapshot } from './phone.ts'

type MicrophoneState = PhoneSnapshot['microphone']

export interface Microphone {
  readonly state: MicrophoneState
  /**
   * A track of its own for one call, which the call stops. The device itself stays open between calls: opening
   * takes up to a second, and a tab with a live track is not frozen by the browser.
   * @throws MicrophoneUnavailable
   */
  open(): Promise<MediaStreamTrack>
  release(): void
}

export class MicrophoneUnavailable extends Error {
  constructor() {
    super('microphone unavailable')
    this.name = 'MicrophoneUnavailable'
  }
}

export function createMicrophone(
  devices: MediaDevices | undefined,
  onState: (state: MicrophoneState) => void,
): Microphone {
  let state: MicrophoneState = 'unknown'
  let opening: Promise<MediaStreamTrack> | undefined
  const become = (next: MicrophoneState): void => {
    if (state === next) return
    state = next
    onState(next)
  }

  const openDevice = async (): Promise<MediaStreamTrack> => {
    // Pages that are not served by HTTPS (or from loopback) have no mediaDevices at all.
    if (!devices) {
      become('missing')
      throw new MicrophoneUnavailable()
    }
    try {
      const stream = await devices.getUserMedia({
        audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
      })
      const track = stream.getAudioTracks()[0]
      if (!track) throw new DOMException('no audio track', 'NotFoundError')
      track.addEventListener('ended', () => {
        opening = undefined
        become('missing')
      })
      become('ready')
      return track
    } catch (error) {
      const isRefused =
        error instanceof DOMException && ['NotAllowedError', 'SecurityError'].includes(error.name)
      become(isRefused ? 'refused' : 'missing')
      opening = undefined
      throw new MicrophoneUnavailable()
    }
  }

  return {
    get state() {
      return state
    },
    open: async () => {
      opening ??= openDevice()
      const track = await opening
      return track.clone()
    },
    release: () => {
      const open = opening
      opening = undefined
      open?.then(
        (track) => track.stop(),
        () => undefined,
      )
      become('unknown')
    },
  }
}
