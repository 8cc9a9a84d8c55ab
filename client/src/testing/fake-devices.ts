import type { AudioDevice, Devices } from '../softphone/devices/devices.ts'
import { createDevices } from '../softphone/devices/devices.ts'

export interface FakeDevices extends Devices {
  /** What is plugged in from now on. */
  plug(devices: readonly AudioDevice[]): void
}

/** The real choice over devices that a test plugs and unplugs. */
export function createFakeDevices(initial: readonly AudioDevice[] = []): FakeDevices {
  let present = initial
  let changed = (): void => undefined
  const kept = new Map<string, string>()
  const media = {
    enumerateDevices: () =>
      Promise.resolve(
        present.map(({ id, label, kind }) => {
          const info = {
            deviceId: id,
            groupId: '',
            label,
            kind: kind === 'input' ? ('audioinput' as const) : ('audiooutput' as const),
          }
          return { ...info, toJSON: () => info }
        }),
      ),
    addEventListener: (_type: string, listener: unknown) => {
      changed = listener as () => void
    },
  }
  const devices = createDevices(media, {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
  })
  return {
    ...devices,
    plug: (next) => {
      present = next
      changed()
    },
  }
}
