import { Service } from '#contracts/shutdown.ts'

/** Of what: «отключение холодной воды». */
const genitive: Record<Service, string> = {
  coldWater: 'холодной воды',
  hotWater: 'горячей воды',
  heating: 'отопления',
  sewerage: 'водоотведения',
  power: 'электричества',
  gas: 'газа',
  lift: 'лифта',
  refuse: 'мусоропровода',
  intercom: 'домофона',
}
/** What comes through a pipe or a wire is supplied, the rest works. */
const supplied: readonly Service[] = ['coldWater', 'hotWater', 'heating', 'power', 'gas']

/** «холодной и горячей воды, отопления и газа», always in the order of the directory. */
export function servicesGenitive(services: readonly Service[]): string {
  const ordered = Service.options.filter((service) => services.includes(service))
  const bothWaters = ordered.includes('coldWater') && ordered.includes('hotWater')
  const words = bothWaters
    ? ['холодной и горячей воды', ...ordered.slice(2).map((service) => genitive[service])]
    : ordered.map((service) => genitive[service])
  const last = words.at(-1) ?? ''
  return words.length === 1 ? last : `${words.slice(0, -1).join(', ')} и ${last}`
}

/** «подача возобновлена», of a lift: «работа восстановлена». */
export const restoredWords = (services: readonly Service[]): string =>
  services.some((service) => supplied.includes(service)) ? 'подача возобновлена' : 'работа восстановлена'
