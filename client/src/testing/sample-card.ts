import type { CallerCard, KnownPlace } from '#contracts/caller-card.ts'
import { sampleCall } from './samples.ts'

/** What is known of a caller, for tests of the card. */
export const samplePlace = (flat: number, over: Partial<KnownPlace> = {}): KnownPlace => ({
  houseId: 1,
  apartmentId: flat,
  address: `ул. Республики, 5, кв. ${flat}`,
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
