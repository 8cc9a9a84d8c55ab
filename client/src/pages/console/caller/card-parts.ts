import { lateParts } from '../../../ui/late-parts.ts'

/** What not every card has. */
export const {
  parts: { HouseCompany, KnownShutdowns, OrganisationCaller, WorkerCaller, RememberNumber, NumberConsents },
  fetch: fetchCardParts,
} = lateParts({
  HouseCompany: () => import('../../../entities/company/HouseCompany.vue'),
  KnownShutdowns: () => import('../place/KnownShutdowns.vue'),
  OrganisationCaller: () => import('./OrganisationCaller.vue'),
  WorkerCaller: () => import('./WorkerCaller.vue'),
  NumberConsents: () => import('../../../entities/consent/NumberConsents.vue'),
  RememberNumber: () => import('../registered/RememberNumber.vue'),
})
