import type { Devices } from './devices.ts'

export type MicrophoneVerdict = 'heard' | 'silent' | 'refused' | 'missing'

const patienceMs = 5_000
const lookEveryMs = 60
/** Of full scale: speech into a headset reaches 0.05 and more, a quiet room stays under 0.005. */
const heardLevel = 0.015

/** Listens to the chosen microphone until something is heard, and shows the level (0–1) meanwhile. */
export async function measureMicrophone(
  media: Pick<MediaDevices, 'getUserMedia'> | undefined,
  devices: Pick<Devices, 'idFor'>,
  onLevel: (level: number) => void,
): Promise<MicrophoneVerdict> {
  if (!media) return 'missing'
  const id = await devices.idFor('microphone')
  let stream: MediaStream
  try {
    stream = await media.getUserMedia({ audio: id === undefined ? true : { deviceId: { exact: id } } })
  } catch (error) {
    const isRefusal =
      error instanceof DOMException && ['NotAllowedError', 'SecurityError'].includes(error.name)
    return isRefusal ? 'refused' : 'missing'
  }
  const context = new AudioContext()
  try {
    const analyser = context.createAnalyser()
    context.createMediaStreamSource(stream).connect(analyser)
    const samples = new Float32Array(analyser.fftSize)
    const until = performance.now() + patienceMs
    while (performance.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
      analyser.getFloatTimeDomainData(samples)
      const level = Math.max(...samples.map(Math.abs))
      onLevel(Math.min(1, level))
      if (level >= heardLevel) return 'heard'
    }
    return 'silent'
  } finally {
    for (const track of stream.getTracks()) track.stop()
    await context.close()
  }
}
