import { lateParts } from '../../ui/late-parts.ts'

/** What only an installation with several companies shows. */
export const {
  parts: { CompanyChip, CompanyChoice },
} = lateParts({
  CompanyChip: () => import('./CompanyChip.vue'),
  CompanyChoice: () => import('./CompanyChoice.vue'),
})
