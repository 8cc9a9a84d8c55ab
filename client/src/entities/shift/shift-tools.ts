import type { Connection } from '../../realtime/connection.ts'
import type { Devices } from '../../softphone/devices/devices.ts'
import { measureMicrophone } from '../../softphone/devices/measure-microphone.ts'
import { playTone } from '../../softphone/devices/play-tone.ts'
import type { Phone } from '../../softphone/phone.ts'
import type { ShiftTools } from './shift-tests.ts'

const registrationPatienceMs = 8_000

/** The tests' tools in a browser. */
export function createShiftTools(
  { phone, connection, devices }: { phone: Phone; connection: Connection; devices: Devices },
  onLevel: (level: number) => void,
): ShiftTools {
  return {
    unlock: () => void phone.prepareAudio(),
    microphone: () => measureMicrophone(navigator.mediaDevices, devices, onLevel),
    tone: (purpose) => playTone(devices, purpose),
    askNotifications: async () =>
      'Notification' in window && (await Notification.requestPermission()) === 'granted',
    pbxRoundTrip: async () => ((await isRegistered(phone)) ? phone.roundTrip() : null),
    serverRoundTrip: () => connection.roundTrip(),
  }
}

/** The phone goes on the line while the first tests run; it may need a moment more. */
function isRegistered(phone: Phone): Promise<boolean> {
  if (phone.snapshot().registration.state === 'registered') return Promise.resolve(true)
  return new Promise((resolve) => {
    const done = (is: boolean): void => {
      clearTimeout(timer)
      unsubscribe()
      resolve(is)
    }
    const timer = setTimeout(() => done(false), registrationPatienceMs)
    const unsubscribe = phone.subscribe(({ registration }) => {
      if (registration.state === 'registered') done(true)
    })
  })
}
