import type { Company, CompanyFields } from '#contracts/company.ts'
import { searchable } from '../../ui/words/searchable.ts'

export const emptyCompany: CompanyFields = {
  name: '',
  shortName: '',
  colour: 'accent',
  fullName: '',
  inn: '',
  ogrn: '',
  address: '',
  phone: '',
  email: '',
  emergencyPhone: '',
  contractFrom: null,
  contractTo: null,
  served: 'everything',
  dayFromHour: 8,
  dayToHour: 17,
  greeting: '',
  printHeader: '',
  numberPrefix: '',
}

/** A company as the list has it. */
export type ListedCompany = Company & { houses: number }

/** A company as its form holds it. */
export function fieldsOf({ id: _id, version: _version, ...company }: Company): CompanyFields {
  const fields: CompanyFields & { houses?: number } = { ...company }
  // what the list counts is no field
  delete fields.houses
  return fields
}

/** Those of which every word of the search is somewhere. */
export function findCompanies(companies: readonly ListedCompany[], search: string): ListedCompany[] {
  const words = searchable(search).split(/\s+/)
  return companies.filter(({ name, shortName, fullName, inn }) => {
    const text = searchable(`${name} ${shortName} ${fullName} ${inn}`)
    return words.every((word) => text.includes(word))
  })
}

/** How the contract stands on a day: without bounds, in force until, over since, or to begin. */
export function contractState(
  { contractFrom, contractTo }: Pick<Company, 'contractFrom' | 'contractTo'>,
  today: string,
): { state: 'unlimited' } | { state: 'until' | 'over' | 'begins'; day: string } {
  if (contractTo !== null && contractTo < today) return { state: 'over', day: contractTo }
  if (contractFrom !== null && today < contractFrom) return { state: 'begins', day: contractFrom }
  return contractTo === null ? { state: 'unlimited' } : { state: 'until', day: contractTo }
}
