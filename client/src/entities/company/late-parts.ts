import { lateParts } from '../../ui/late-parts.ts'

/** What only an installation with several companies shows. */
export const {
  parts: { CompanyChip, CompanyChoice },
} = lateParts({
  CompanyChip: async () => ({ default: (await import('./chips.ts')).CompanyChip }),
  CompanyChoice: async () => ({ default: (await import('./chips.ts')).CompanyChoice }),
})
