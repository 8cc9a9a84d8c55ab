/** `ring` is where the ringtone sounds: often a loudspeaker, so that a call is heard with the headset taken off. */
export type DevicePurpose = 'microphone' | 'speaker' | 'ring'

export interface AudioDevice {
  id: string
  label: string
  kind: 'input' | 'output'
}

/** The labels that the person chose; null is the system's own choice. */
export type DeviceChoice = Readonly<Record<DevicePurpose, string | null>>

export interface Devices {
  /** Labels are empty before the microphone was allowed once; such devices are left out. */
  list(): Promise<AudioDevice[]>
  choice(): DeviceChoice
  choose(purpose: DevicePurpose, label: string | null): void
  /** The chosen device if it is plugged in now; undefined is the system's own. */
  idFor(purpose: DevicePurpose): Promise<string | undefined>
  /** After a device came or went, and after a choice. Returns what ends it. */
  onChange(listener: () => void): () => void
}

const storageKey = 'vakhta.devices'
const nothingChosen: DeviceChoice = { microphone: null, speaker: null, ring: null }
// Chromium lists these beside the devices that they stand for.
const aliases = new Set(['default', 'communications'])

/** By label, as ids change with cleared site data and, in some browsers, with each session. */
export function createDevices(
  media: Pick<MediaDevices, 'enumerateDevices' | 'addEventListener'> | undefined,
  storage: Pick<Storage, 'getItem' | 'setItem'>,
): Devices {
  const listeners = new Set<() => void>()
  let choice = read(storage)
  const tell = (): void => {
    for (const listener of listeners) listener()
  }
  media?.addEventListener('devicechange', tell)

  const list = async (): Promise<AudioDevice[]> =>
    ((await media?.enumerateDevices()) ?? []).flatMap(({ deviceId, label, kind }) => {
      if (kind === 'videoinput' || label === '' || aliases.has(deviceId)) return []
      return [{ id: deviceId, label, kind: kind === 'audioinput' ? 'input' : 'output' }]
    })

  return {
    list,
    choice: () => choice,
    choose: (purpose, label) => {
      choice = { ...choice, [purpose]: label }
      try {
        storage.setItem(storageKey, JSON.stringify(choice))
      } catch {
        // Storage is forbidden: the choice is then only for this page.
      }
      tell()
    },
    idFor: async (purpose) => {
      const label = choice[purpose]
      if (label === null) return undefined
      const kind = purpose === 'microphone' ? 'input' : 'output'
      return (await list()).find((device) => device.label === label && device.kind === kind)?.id
    },
    onChange: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function read(storage: Pick<Storage, 'getItem'>): DeviceChoice {
  try {
    const kept: unknown = JSON.parse(storage.getItem(storageKey) ?? '{}')
    if (typeof kept !== 'object' || kept === null) return nothingChosen
    const label = (purpose: DevicePurpose): string | null => {
      const value: unknown = Reflect.get(kept, purpose)
      return typeof value === 'string' ? value : null
    }
    return { microphone: label('microphone'), speaker: label('speaker'), ring: label('ring') }
  } catch {
    return nothingChosen
  }
}
