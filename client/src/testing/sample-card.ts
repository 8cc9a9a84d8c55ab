import type { Company } from '#contracts/company.ts'
import { usePushedStore } from '../entities/pushed-store.ts'
import type { CallerCard, KnownPlace } from '#contracts/caller-card.ts'
import { sampleCall } from './samples.ts'

/** What is known of a caller, for tests of the card. */
export const samplePlace = (flat: number, over: Partial<KnownPlace> = {}): KnownPlace => ({
  houseId: 1,
  apartmentId: flat,
  address: `ул. Республики, 5, кв. ${flat}`,
  companyId: null,
  entrance: 1,
  floor: 3,
  riserFlats: [],
  residents: [{ name: 'Иванов Иван', relation: 'собственник', note: '' }],
  owner: null,
  houseNote: 'Ключи у консьержа',
  debt: null,
  openTasks: [],
  ...over,
})

export const sampleCard = (over: Partial<CallerCard> = {}): CallerCard => ({
  call: sampleCall({ state: 'talking' }),
  task: null,
  kind: 'resident',
  worker: null,
  organisation: null,
  places: [samplePlace(12)],
  lastCalls: [],
  shutdowns: [],
  ...over,
})

/** A company with what the test is about laid over. */
export const sampleCompany = (over: Partial<Company> = {}): Company => ({
  id: 1,
  name: 'ООО «Уют»',
  shortName: 'Уют',
  colour: 'accent',
  numberPrefix: '',
  fullName: '',
  inn: '',
  ogrn: '',
  address: '',
  phone: '+73452200000',
  email: '',
  emergencyPhone: '',
  contractFrom: null,
  contractTo: null,
  served: 'everything',
  dayFromHour: 8,
  dayToHour: 17,
  greeting: '',
  printHeader: '',
  version: 1,
  ...over,
})

/** These are the companies of the installation. */
const takeCompanies = (...companies: readonly Company[]): void => {
  const { takeAnswer } = usePushedStore().of('company')
  for (const company of companies) takeAnswer(company)
}

/** Two of them: the first, and one whose contract has ended. */
export const twoCompanies = (): void =>
  takeCompanies(
    sampleCompany(),
    sampleCompany({
      id: 2,
      name: 'ТСЖ «Дом»',
      shortName: 'Дом',
      contractTo: '2020-12-31',
      emergencyPhone: '+73452999999',
    }),
  )
