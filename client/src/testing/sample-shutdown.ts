import { consentWords } from '#contracts/consent-words.ts'
import type { ConsentEntry } from '#contracts/consent.ts'
import type { HouseLine } from '#contracts/house/house.ts'
import type { Shutdown, ShutdownCaller, ShutdownSuggestion } from '#contracts/shutdown.ts'

/** Whole objects of shutdowns for tests, with what the test is about laid over. */
export const sampleShutdown = (over: Partial<Shutdown> = {}): Shutdown => ({
  id: 5,
  number: 'О26-000017',
  kind: 'emergency',
  status: 'active',
  services: ['hotWater'],
  cause: 'Прорыв трубопровода',
  text: 'Сделайте запас воды.',
  organisationId: null,
  organisationName: null,
  responsible: '',
  startsAt: '2026-11-22T10:00:00.000Z',
  plannedEnd: '2026-11-22T16:00:00.000Z',
  endedAt: null,
  shifts: 0,
  houses: [{ houseId: 1, via: 'heatPoint', entrances: null }],
  companyIds: [],
  places: 'ул. Республики, 5',
  limits: [
    { service: 'hotWater', by: '2026-11-22T14:00:00.000Z', hours: 4, basis: 'ПП РФ 354, прил. 1, п. 4' },
  ],
  callerCount: 0,
  speechText: 'Нет горячей воды. Обещают дать до шестнадцати часов.',
  isSpoken: true,
  isRecordedByHand: false,
  createdAt: '2026-11-22T10:00:00.000Z',
  updatedAt: '2026-11-22T10:00:00.000Z',
  version: 1,
  ...over,
})

export const sampleCaller = (over: Partial<ShutdownCaller> = {}): ShutdownCaller => ({
  id: 1,
  at: '2026-11-22T10:05:00.000Z',
  callId: 'embedded:1',
  number: '+73452001203',
  address: 'ул. Республики, 5, кв. 12',
  how: 'announcement',
  wantsNotice: true,
  hasMessage: false,
  answer: null,
  taskId: null,
  taskNumber: null,
  notice: null,
  ...over,
})

export const sampleSuggestion = (over: Partial<ShutdownSuggestion> = {}): ShutdownSuggestion => ({
  id: 12,
  state: 'open',
  service: 'hotWater',
  scope: 'heatPoint',
  scopeName: 'ЦТП-5',
  houseIds: [1, 2],
  taskIds: [41, 42, 43],
  firstAt: '2026-11-22T10:00:00.000Z',
  lastAt: '2026-11-22T10:04:00.000Z',
  shutdownId: null,
  version: 1,
  ...over,
})

export const sampleHouse = (id: number, over: Partial<HouseLine> = {}): HouseLine => ({
  id,
  address: `ул. Республики, ${id}`,
  streetId: 1,
  street: 'ул. Республики',
  number: String(id),
  microdistrictId: null,
  flats: 80,
  entrances: 4,
  isManaged: true,
  ...over,
})

export const sampleConsent = (over: Partial<ConsentEntry> = {}): ConsentEntry => ({
  key: 'consent-1',
  id: 1,
  kind: 'consent',
  number: '+73452001203',
  at: '2026-11-22T10:05:00.000Z',
  purpose: 'shutdown',
  shutdownId: 5,
  shutdownNumber: 'О26-000017',
  refused: null,
  how: 'key',
  callId: 'embedded:1',
  words: consentWords.key,
  paper: '',
  until: null,
  byName: null,
  isInForce: true,
  endedAt: null,
  endedHow: null,
  endedByName: null,
  ...over,
})
