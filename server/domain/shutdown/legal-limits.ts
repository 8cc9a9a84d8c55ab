import type { LegalLimit, Service } from '#contracts/shutdown.ts'

/** Hours of a permitted interruption at once, with where the law says so; null: the law names none. */
const rules: Record<Service, { hours: number | null; basis: string }> = {
  coldWater: { hours: 4, basis: 'ПП РФ 354, прил. 1, п. 1' },
  // 24 h on a dead-end main: no house says whether it hangs on one, so the shorter holds
  hotWater: { hours: 4, basis: 'ПП РФ 354, прил. 1, п. 4' },
  sewerage: { hours: 4, basis: 'ПП РФ 354, прил. 1, п. 8' },
  power: { hours: 24, basis: 'ПП РФ 354, прил. 1, п. 9' },
  gas: { hours: 4, basis: 'ПП РФ 354, прил. 1, п. 11' },
  // while the rooms keep +12 °C: the rooms of a house are not known here
  heating: { hours: 16, basis: 'ПП РФ 354, прил. 1, п. 14' },
  lift: { hours: null, basis: '' },
  refuse: { hours: null, basis: '' },
  intercom: { hours: null, basis: '' },
}
/** Two sources that stand in for each other (ПП РФ 354, прил. 1, п. 9). */
const hoursWithTwoSources = 2

/** Hours for which the service may be away at once; null where the law names none. */
export const permittedHours = (service: Service, powerSources: 1 | 2): number | null =>
  service === 'power' && powerSources === 2 ? hoursWithTwoSources : rules[service].hours

/** The running legal clock of each service: an interruption that began then is too long from `by` on. */
export const legalLimits = (
  services: readonly Service[],
  startsAt: Date,
  powerSources: 1 | 2,
): LegalLimit[] =>
  services.map((service) => {
    const hours = permittedHours(service, powerSources)
    const by = hours === null ? null : new Date(startsAt.getTime() + hours * 3_600_000).toISOString()
    return { service, by, hours, basis: rules[service].basis }
  })
