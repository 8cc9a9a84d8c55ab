import { setSink } from '../devices/set-sink.ts'
import type { PhoneSnapshot } from '../phone.ts'
import type { RingingSound } from './ringing-sound.ts'

export interface Ringtone {
  play(sound: RingingSound | null): void
  /** From a user's gesture: browsers give a page no sound before one. */
  wake(): void
  close(): Promise<void>
}

interface Pattern {
  /** Hz; the tones sound together. */
  tones: readonly number[]
  onSeconds: number
  periodSeconds: number
  gain: number
}

const patterns: Record<RingingSound, Pattern> = {
  // Two tones a fourth apart, beaten by a tremolo of their own: heard through a noisy room, not shrill.
  ring: { tones: [660, 880], onSeconds: 1.2, periodSeconds: 3, gain: 0.22 },
  callWaiting: { tones: [425], onSeconds: 0.2, periodSeconds: 4, gain: 0.05 },
  // The control-of-ringing tone of Russian networks: 425 Hz, 1 s on, 4 s off (ITU-T E.180 supplement 2).
  ringback: { tones: [425], onSeconds: 1, periodSeconds: 5, gain: 0.08 },
}

/** Sounds made by WebAudio, so there is no file to load and nothing that a cache could lack. */
export function createRingtone(
  createContext: () => AudioContext,
  onState: (state: PhoneSnapshot['ringtone']) => void,
  /** Where a sound is to be heard; undefined is the system's own device. */
  deviceOf: (sound: RingingSound) => Promise<string | undefined> = () => Promise.resolve(undefined),
): Ringtone {
  let context: AudioContext | undefined
  let playing: RingingSound | null = null
  let timer: ReturnType<typeof setInterval> | undefined
  let bus: GainNode | undefined

  const awake = (): AudioContext => {
    if (!context) {
      context = createContext()
      context.addEventListener('statechange', report)
    }
    return context
  }
  const report = (): void => {
    if (playing === null) onState('quiet')
    else onState(context?.state === 'running' ? 'sounding' : 'unheard')
  }
  const beat = (audio: AudioContext, { tones, onSeconds, gain }: Pattern): void => {
    if (!bus || audio.state !== 'running') return
    const from = audio.currentTime
    const envelope = audio.createGain()
    // Short ramps, as a tone that starts at full strength clicks.
    envelope.gain.setValueAtTime(0, from)
    envelope.gain.linearRampToValueAtTime(gain, from + 0.03)
    envelope.gain.setValueAtTime(gain, from + onSeconds - 0.05)
    envelope.gain.linearRampToValueAtTime(0, from + onSeconds)
    envelope.connect(bus)
    for (const frequency of tones) {
      const oscillator = audio.createOscillator()
      oscillator.frequency.value = frequency
      oscillator.connect(envelope)
      oscillator.start(from)
      oscillator.stop(from + onSeconds)
    }
  }

  return {
    play: (sound) => {
      if (sound === playing) return
      playing = sound
      clearInterval(timer)
      bus?.disconnect()
      bus = undefined
      if (sound !== null) {
        const audio = awake()
        const pattern = patterns[sound]
        bus = audio.createGain()
        bus.connect(audio.destination)
        const start = (): void => {
          report()
          beat(audio, pattern)
        }
        // `resume` stays pending until a gesture: report at once, and sound as soon as it is allowed.
        if (audio.state !== 'running') {
          void audio.resume().then(() => {
            if (playing === sound) beat(audio, pattern)
          }, report)
        }
        report()
        void deviceOf(sound)
          .then((id) => setSink(audio, id))
          .then(() => {
            if (playing === sound) start()
          })
        timer = setInterval(() => beat(audio, pattern), pattern.periodSeconds * 1000)
      }
      report()
    },
    wake: () => {
      awake().resume().then(report, report)
    },
    close: async () => {
      clearInterval(timer)
      playing = null
      await context?.close()
      context = undefined
    },
  }
}
