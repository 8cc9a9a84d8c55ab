import type { Api } from '../../../realtime/api.ts'
import type { Phone } from '../../../softphone/phone.ts'

export interface Line {
  /** Takes credentials and registers. Throws an ApiError when the server gives none. */
  turnOn: () => Promise<void>
  turnOff: () => Promise<void>
  /** New credentials for a phone that is on: the server's address changed, or the PBX refused the old ones. */
  renew: () => Promise<void>
}

/** The phone together with the server that gives its credentials. */
export function createLine(api: Api, phone: Phone): Line {
  let isOn = false
  const configure = async (): Promise<void> => phone.configure(await api('phoneCredentials'))
  return {
    async turnOn() {
      isOn = true
      await configure()
      if (!isOn) return
      // a microphone that opens only at the answer proves nothing before (ADR 0012)
      void phone.prepareAudio()
      await phone.start()
    },
    async turnOff() {
      isOn = false
      await phone.stop()
    },
    async renew() {
      // Also when another window turned it on: this one may have taken it over.
      if (isOn || phone.snapshot().registration.state !== 'off') await configure()
    },
  }
}
