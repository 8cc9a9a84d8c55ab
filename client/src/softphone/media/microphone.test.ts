import { describe, expect, test, vi } from 'vitest'
import { createFakeDevices } from '../../testing/fake-devices.ts'
import { createMicrophone } from './microphone.ts'

class FakeTrack extends EventTarget {
  readonly device: string
  isStopped = false
  constructor(device: string) {
    super()
    this.device = device
  }
  clone(): FakeTrack {
    return new FakeTrack(this.device)
  }
  stop(): void {
    this.isStopped = true
  }
}

const headset = { id: 'h', label: 'Гарнитура', kind: 'input' } as const
const builtIn = { id: 'b', label: 'Встроенный', kind: 'input' } as const

/** A browser with microphones that come and go. */
function desk() {
  const devices = createFakeDevices([headset, builtIn])
  const opened: FakeTrack[] = []
  let refusal: string | null = null
  const media = {
    getUserMedia: async (constraints?: MediaStreamConstraints) => {
      if (refusal !== null) throw new DOMException('', refusal)
      const { audio } = constraints ?? {}
      const id = typeof audio === 'object' ? audio.deviceId : undefined
      const wanted = typeof id === 'object' && 'exact' in id ? String(id.exact) : undefined
      const present = await devices.list()
      const device = wanted ?? present[0]?.id
      if (!present.some((one) => one.id === device)) throw new DOMException('', 'NotFoundError')
      const track = new FakeTrack(device ?? '')
      opened.push(track)
      return { getAudioTracks: () => [track] } as unknown as MediaStream
    },
  }
  const states: string[] = []
  const microphone = createMicrophone(media, devices, (state) => states.push(state))
  const switched: string[] = []
  microphone.onSwitch(async () => {
    const track: unknown = await microphone.open()
    if (track instanceof FakeTrack) switched.push(track.device)
  })
  return {
    devices,
    microphone,
    opened,
    states,
    switched,
    refuse: (name: string | null) => {
      refusal = name
    },
  }
}

describe('microphone', () => {
  test('the chosen one is opened', async () => {
    const { devices, microphone, opened } = desk()
    devices.choose('microphone', 'Встроенный')
    await microphone.open()
    expect(opened.map(({ device }) => device)).toEqual(['b'])
  })

  test('pulled out in a talk: another goes on; plugged in again: it comes back', async () => {
    const { devices, microphone, opened, switched, states } = desk()
    devices.choose('microphone', 'Гарнитура')
    await microphone.open()
    devices.plug([builtIn])
    opened[0]?.dispatchEvent(new Event('ended'))
    await vi.waitFor(() => expect(switched.at(-1)).toBe('b'))
    devices.plug([builtIn, headset])
    await vi.waitFor(() => expect(switched.at(-1)).toBe('h'))
    expect(states).toEqual(['ready'])
    expect(opened.slice(0, -1).every(({ isStopped }) => isStopped)).toBe(true)
  })

  test('with none left it says so, and takes the next that comes', async () => {
    const { devices, microphone, opened, switched, states } = desk()
    await microphone.open()
    devices.plug([])
    opened[0]?.dispatchEvent(new Event('ended'))
    await vi.waitFor(() => expect(states.at(-1)).toBe('missing'))
    devices.plug([builtIn])
    await vi.waitFor(() => expect(switched).toEqual(['b']))
    expect(states.at(-1)).toBe('ready')
  })

  test('a refusal is not asked again by itself', async () => {
    const { devices, microphone, opened, states, refuse } = desk()
    refuse('NotAllowedError')
    await expect(microphone.open()).rejects.toThrow('microphone unavailable')
    refuse(null)
    devices.plug([builtIn])
    await vi.waitFor(() => expect(states).toEqual(['refused']))
    expect(opened).toEqual([])
  })

  test('a choice during a talk moves it at once', async () => {
    const { devices, microphone, switched } = desk()
    await microphone.open()
    devices.choose('microphone', 'Встроенный')
    await vi.waitFor(() => expect(switched).toEqual(['b']))
  })
})
