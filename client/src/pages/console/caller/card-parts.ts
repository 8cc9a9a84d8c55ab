import { lateParts } from '../../../ui/late-parts.ts'

/** What not every card has. */
export const {
  parts: { HouseCompany, KnownShutdowns, OrganisationCaller, WorkerCaller, RememberNumber },
  fetch: fetchCardParts,
} = lateParts({
  HouseCompany: () => import('../../../entities/company/HouseCompany.vue'),
  KnownShutdowns: () => import('../place/KnownShutdowns.vue'),
  OrganisationCaller: () => import('./OrganisationCaller.vue'),
  WorkerCaller: () => import('./WorkerCaller.vue'),
  RememberNumber: () => import('../registered/RememberNumber.vue'),
})
