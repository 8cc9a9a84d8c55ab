import type { MessageKey } from '../../i18n/i18n.ts'

/** Names of the directory's fields, as its forms call them; a field that is none of them is shown as it is written. */
const fields = {
  streetId: 'directory.street',
  number: 'directory.flatNumber',
  fiasId: 'directory.fiasId',
  floors: 'directory.floors',
  yearBuilt: 'directory.yearBuilt',
  microdistrictId: 'directory.microdistrict',
  managedFrom: 'directory.managedFrom',
  managedTo: 'directory.managedTo',
  powerSources: 'directory.powerSources',
  hasGas: 'directory.hasGas',
  lifts: 'directory.lifts',
  note: 'directory.note',
  keys: 'directory.keys',
  entrances: 'directory.entrances',
  supplies: 'directory.supplies',
  entrance: 'directory.entrance',
  floor: 'directory.floor',
  riser: 'directory.riser',
  kind: 'directory.kind',
  areaM2: 'directory.area',
  account: 'directory.account',
  livingCount: 'directory.livingCount',
  name: 'directory.name',
  relation: 'directory.relation',
  livesFrom: 'directory.livesFrom',
  livesTo: 'directory.livesTo',
  isLiving: 'directory.isLiving',
  isConfirmed: 'directory.isConfirmed',
  phone: 'directory.phone',
  resident: 'directory.resident',
  apartment: 'directory.flat',
  import: 'happened.importNumber',
  company: 'happened.company',
  companySince: 'happened.companySince',
} satisfies Record<string, MessageKey>

/** What the server writes into the history (features/house/db/people/directory-history.ts). */
const deeds = {
  added: 'happened.created',
  changed: 'happened.changed',
  companyGiven: 'happened.companyGiven',
  companyUndone: 'happened.companyUndone',
  flatsAdded: 'happened.flatsAdded',
  cardLineAdded: 'happened.residentAdded',
  cardLineChanged: 'happened.residentChanged',
  numberSet: 'happened.phoneSet',
  numberForgotten: 'happened.phoneForgotten',
  numberRestored: 'happened.phoneRestored',
  imported: 'happened.imported',
} satisfies Record<string, MessageKey>

const find = (words: Record<string, MessageKey>, word: string): MessageKey | null => words[word] ?? null
export const fieldKey = (field: string): MessageKey | null => find(fields, field)
export const whatKey = (what: string): MessageKey | null => find(deeds, what)
