import { Service } from '#contracts/shutdown.ts'

/** In the order in which tables of the trade list them. */
export const services: readonly Service[] = Service.options
