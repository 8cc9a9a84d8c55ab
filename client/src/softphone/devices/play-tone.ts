import type { DevicePurpose, Devices } from './devices.ts'
import { setSink } from './set-sink.ts'

/** `absent`: a device was chosen that is not plugged in; `blocked`: the browser gave no sound. */
export type ToneVerdict = 'played' | 'absent' | 'blocked'

const seconds = 0.7
const patienceMs = 3_000

/** A short test tone on the chosen device. Whether a person heard it only the person can say. */
export async function playTone(
  devices: Pick<Devices, 'idFor' | 'choice'>,
  purpose: Exclude<DevicePurpose, 'microphone'>,
): Promise<ToneVerdict> {
  const id = await devices.idFor(purpose)
  if (devices.choice()[purpose] !== null && id === undefined) return 'absent'
  const context = new AudioContext()
  try {
    if (!(await setSink(context, id))) return 'absent'
    const oscillator = context.createOscillator()
    const gain = context.createGain()
    oscillator.frequency.value = purpose === 'ring' ? 880 : 523
    gain.gain.setValueAtTime(0, 0)
    gain.gain.linearRampToValueAtTime(0.2, 0.05)
    gain.gain.setValueAtTime(0.2, seconds - 0.1)
    gain.gain.linearRampToValueAtTime(0, seconds)
    oscillator.connect(gain).connect(context.destination)
    const ended = new Promise<ToneVerdict>((resolve) => {
      oscillator.addEventListener('ended', () => resolve('played'))
      // `resume` stays pending for ever where the page got no gesture.
      setTimeout(() => resolve('blocked'), patienceMs)
    })
    oscillator.start()
    oscillator.stop(seconds)
    void context.resume().catch(() => undefined)
    return await ended
  } finally {
    await context.close()
  }
}
