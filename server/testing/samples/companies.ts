import type { CompanyFields } from '#contracts/company.ts'
import type { Store } from '#server/store.ts'

/** A company of which nothing but its name matters. */
export const companyFields = (changes: Partial<CompanyFields> = {}): CompanyFields => ({
  name: 'ООО «Уют»',
  shortName: 'Уют',
  colour: 'plan',
  fullName: '',
  inn: '',
  ogrn: '',
  address: '',
  phone: '+7 3452 20-00-00',
  email: '',
  emergencyPhone: '',
  contractFrom: null,
  contractTo: null,
  served: 'everything',
  numberPrefix: '',
  dayFromHour: 8,
  dayToHour: 17,
  greeting: '',
  printHeader: '',
  ...changes,
})

/** Adds a company beside those that there are. */
export const addCompany = (store: Store, changes: Partial<CompanyFields> = {}): Promise<number> =>
  store.repositories.companies.insert(companyFields(changes))

/** The one of every installation. */
export async function firstCompany(store: Store): Promise<number> {
  const [first] = await store.repositories.companies.all()
  if (first === undefined) throw new Error('an installation without a company')
  return first.id
}

/** The house is the company's from that day on. */
export async function giveHouse(
  store: Store,
  houseId: number,
  companyId: number,
  { since = null, until = null }: { since?: string | null; until?: string | null } = {},
): Promise<void> {
  await store.repositories
    .knex('house_companies')
    .insert({ house_id: houseId, company_id: companyId, since, until })
}
