import type { Devices } from '../devices/devices.ts'
import type { PhoneSnapshot } from '../phone.ts'

type MicrophoneState = PhoneSnapshot['microphone']

export interface Microphone {
  readonly state: MicrophoneState
  /**
   * A track of its own for one call, which the call stops. The device itself stays open between calls: opening
   * takes up to a second, and a tab with a live track is not frozen by the browser.
   * @throws MicrophoneUnavailable
   */
  open(): Promise<MediaStreamTrack>
  /** Opens the device anew, then tells those that hold tracks of the old one. */
  reopen(): Promise<void>
  /** Another device speaks now: `open` again. Returns what ends it. */
  onSwitch(listener: () => Promise<void>): () => void
  release(): void
}

export class MicrophoneUnavailable extends Error {
  constructor() {
    super('microphone unavailable')
    this.name = 'MicrophoneUnavailable'
  }
}

const processing = { echoCancellation: true, noiseSuppression: true, autoGainControl: true }

export function createMicrophone(
  media: Pick<MediaDevices, 'getUserMedia'> | undefined,
  devices: Pick<Devices, 'idFor' | 'onChange'>,
  onState: (state: MicrophoneState) => void,
): Microphone {
  let state: MicrophoneState = 'unknown'
  let opening: Promise<MediaStreamTrack> | undefined
  /** The open device, by the id that was asked for; undefined is the system's own choice. */
  let openId: string | undefined
  let isWanted = false
  const listeners = new Set<() => Promise<void>>()
  const become = (next: MicrophoneState): void => {
    if (state === next) return
    state = next
    onState(next)
  }

  const capture = async (): Promise<MediaStream> => {
    // Pages that are not served by HTTPS (or from loopback) have no mediaDevices at all.
    if (!media) throw new DOMException('no mediaDevices', 'NotFoundError')
    openId = await devices.idFor('microphone')
    if (openId === undefined) return media.getUserMedia({ audio: processing })
    try {
      return await media.getUserMedia({ audio: { ...processing, deviceId: { exact: openId } } })
    } catch (error) {
      if (isRefusal(error)) throw error
      // It was pulled out in this moment, or another program holds it: any other is better than silence.
      openId = undefined
      return media.getUserMedia({ audio: processing })
    }
  }
  const openDevice = async (): Promise<MediaStreamTrack> => {
    isWanted = true
    try {
      const track = (await capture()).getAudioTracks()[0]
      if (!track) throw new DOMException('no audio track', 'NotFoundError')
      // Pulled out: the call goes on with what is left.
      track.addEventListener('ended', () => void reopen())
      become('ready')
      return track
    } catch (error) {
      become(isRefusal(error) ? 'refused' : 'missing')
      opening = undefined
      throw new MicrophoneUnavailable()
    }
  }
  const reopen = async (): Promise<void> => {
    const old = opening
    const next = openDevice()
    opening = next
    try {
      await next
      await Promise.all([...listeners].map((listener) => listener()))
    } catch {
      // The state says it; the next `devicechange` tries again.
    } finally {
      old?.then(
        (track) => track.stop(),
        () => undefined,
      )
    }
  }
  devices.onChange(() => {
    const follow = async (): Promise<void> => {
      if (!isWanted || state === 'refused') return
      // The preferred one came back, another was chosen, or there is one at last.
      if (state === 'missing' || (await devices.idFor('microphone')) !== openId) await reopen()
    }
    void follow()
  })

  return {
    get state() {
      return state
    },
    open: async () => {
      opening ??= openDevice()
      const track = await opening
      return track.clone()
    },
    reopen,
    onSwitch: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    release: () => {
      const open = opening
      opening = undefined
      isWanted = false
      open?.then(
        (track) => track.stop(),
        () => undefined,
      )
      become('unknown')
    },
  }
}

const isRefusal = (error: unknown): boolean =>
  error instanceof DOMException && ['NotAllowedError', 'SecurityError'].includes(error.name)
