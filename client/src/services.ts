import { inject, type InjectionKey } from 'vue'
import type { Api } from './realtime/api.ts'
import type { Connection } from './realtime/connection.ts'
import type { Devices } from './softphone/devices/devices.ts'
import type { WindowPhone } from './softphone/windows/window-phone.ts'

/** What pages need of the outside; main.ts builds it, tests give their own. */
export interface Services {
  api: Api
  connection: Connection
  phone: WindowPhone
  devices: Devices
}

export const servicesKey: InjectionKey<Services> = Symbol('services')

export function useServices(): Services {
  const services = inject(servicesKey)
  if (services === undefined) throw new Error('Services were not provided to the app')
  return services
}
