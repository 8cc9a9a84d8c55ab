import type { ApartmentLine, ApartmentPage } from '#contracts/house/apartment.ts'
import type { Directories } from '#contracts/house/directories.ts'
import type { Happened } from '#contracts/house/happened.ts'
import type { HousePage } from '#contracts/house/house.ts'
import type { CardLine, KnownNumber, ResidentPage } from '#contracts/house/resident.ts'
import type { Shutdown } from '#contracts/shutdown.ts'

/** Whole pages of the directory for tests, with what the test is about laid over. */
export const nothingHappened: Happened = { calls: [], tasks: [], shutdowns: [], changes: [] }

export const sampleCardLine = (over: Partial<CardLine> = {}): CardLine => ({
  id: 1,
  residentId: 11,
  name: 'Иванов Иван Иванович',
  relation: 'owner',
  livesFrom: '2010-03-01',
  livesTo: null,
  isLiving: true,
  countsToday: true,
  ...over,
})

export const samplePhone = (over: Partial<KnownNumber> = {}): KnownNumber => ({
  number: '+79123456701',
  kind: 'mobile',
  apartmentId: 12,
  address: 'ул. Республики, 5, кв. 12',
  residentId: 11,
  residentName: 'Иванов Иван Иванович',
  isConfirmed: false,
  timesUsed: 3,
  lastUsedAt: '2026-11-20T08:00:00.000Z',
  knownUntil: null,
  ...over,
})

export const sampleFlatLine = (over: Partial<ApartmentLine> = {}): ApartmentLine => ({
  id: 12,
  number: '12',
  entrance: 1,
  floor: 3,
  kind: 'flat',
  living: 2,
  account: '',
  ...over,
})

export const sampleHouse = (
  over: Partial<Omit<HousePage, 'fields'>> & { fields?: Partial<HousePage['fields']> } = {},
): HousePage => ({
  id: 1,
  address: 'ул. Республики, 5',
  town: 'Тюмень',
  microdistrict: null,
  supplies: [],
  apartments: [sampleFlatLine()],
  living: 2,
  version: 1,
  happened: nothingHappened,
  ...over,
  fields: {
    streetId: 1,
    number: '5',
    fiasId: null,
    floors: 5,
    yearBuilt: 1978,
    microdistrictId: null,
    managedFrom: null,
    managedTo: null,
    powerSources: 1,
    hasGas: true,
    lifts: 0,
    note: '',
    keys: 'Ключи у консьержа',
    entrances: [{ number: 1, flatFrom: 1, flatTo: 20, floors: 5, lifts: 0, doorCode: '' }],
    supplies: [],
    ...over.fields,
  },
})

export const sampleFlat = (
  over: Partial<Omit<ApartmentPage, 'fields'>> & { fields?: Partial<ApartmentPage['fields']> } = {},
): ApartmentPage => ({
  id: 12,
  houseId: 1,
  address: 'ул. Республики, 5, кв. 12',
  living: 1,
  card: [sampleCardLine()],
  phones: [samplePhone()],
  debt: null,
  version: 1,
  happened: nothingHappened,
  ...over,
  fields: {
    number: '12',
    entrance: 1,
    floor: 3,
    riser: null,
    kind: 'flat',
    areaM2: 45.5,
    account: '',
    livingCount: 4,
    ...over.fields,
  },
})

export const samplePerson = (over: Partial<ResidentPage> = {}): ResidentPage => {
  const { residentId: _, name, ...line } = sampleCardLine()
  return {
    id: 11,
    name,
    note: '',
    flats: [{ ...line, apartmentId: 12, address: 'ул. Республики, 5, кв. 12' }],
    phones: [samplePhone()],
    happened: nothingHappened,
    ...over,
  }
}

export const sampleDirectories = (over: Partial<Directories> = {}): Directories => ({
  towns: [{ id: 1, name: 'Тюмень' }],
  streets: [{ id: 1, town: 'Тюмень', kind: 'ул.', name: 'Республики' }],
  microdistricts: [{ id: 3, name: 'Центральный', houses: 1 }],
  supplyPoints: [
    {
      id: 5,
      kind: 'heatPoint',
      name: 'ЦТП-5',
      organisationId: null,
      houses: [{ houseId: 1, service: 'heating' }],
    },
  ],
  organisations: [{ id: 7, name: 'Теплосети', kind: 'heat', note: '', phones: ['220-00-01'] }],
  workers: [
    { id: 8, name: 'Петров Пётр', profession: 'сантехник', isActive: true, phones: [], groupIds: [9] },
  ],
  groups: [{ id: 9, name: 'Сантехники', categories: ['Водоснабжение'] }],
  ...over,
})

export const sampleHappenedShutdown = (over: Partial<Shutdown> = {}): Shutdown => ({
  id: 4,
  number: 'О26-000004',
  kind: 'emergency',
  status: 'restored',
  services: ['hotWater'],
  cause: 'Порыв на сетях',
  text: '',
  organisationId: null,
  organisationName: null,
  responsible: '',
  startsAt: '2026-11-20T08:00:00.000Z',
  plannedEnd: null,
  endedAt: '2026-11-20T12:00:00.000Z',
  shifts: 0,
  houses: [],
  companyIds: [],
  places: 'Республики 5',
  limits: [],
  callerCount: 0,
  speechText: '',
  isSpoken: false,
  isRecordedByHand: false,
  createdAt: '2026-11-20T08:00:00.000Z',
  updatedAt: '2026-11-20T12:00:00.000Z',
  version: 1,
  ...over,
})
