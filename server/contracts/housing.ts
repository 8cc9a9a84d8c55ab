import { z } from 'zod'
import { Call } from './call.ts'
import { masked } from './masked.ts'
import { Service, Shutdown } from './shutdown.ts'
import { Task } from './task.ts'
import { Text } from './text.ts'
import { Day, GivenDay, Moment } from './time.ts'

const id = z.number().int().positive()
const line = Text.trim().max(200)
const text = Text.trim().max(2000)
const year = z.number().int().min(1700).max(2200)
const count = z.number().int().min(0).max(10_000)

/** A house as lists and pickers show it. */
export const HouseLine = z.object({
  id,
  /** "ул. Республики, 5" */
  address: Text,
  streetId: id,
  street: Text,
  number: Text,
  microdistrictId: id.nullable(),
  flats: z.number().int(),
  entrances: z.number().int(),
  isManaged: z.boolean(),
})
export type HouseLine = z.infer<typeof HouseLine>

export const Supply = z.object({ service: Service, supplyPointId: id })

export const EntranceFields = z.object({
  number: z.number().int().min(1).max(200),
  flatFrom: count.nullable(),
  flatTo: count.nullable(),
  floors: z.number().int().min(1).max(200).nullable(),
  lifts: z.number().int().min(0).max(20),
  doorCode: line,
})

/** What may be changed of a house; its entrances and supplies are given whole. */
export const HouseFields = z.object({
  streetId: id,
  number: line.min(1).max(30),
  fiasId: z.guid().nullable(),
  floors: z.number().int().min(1).max(200),
  yearBuilt: year.nullable(),
  microdistrictId: id.nullable(),
  managedFrom: GivenDay.nullable(),
  managedTo: GivenDay.nullable(),
  powerSources: z.union([z.literal(1), z.literal(2)]),
  hasGas: z.boolean(),
  lifts: z.number().int().min(0).max(200),
  note: text,
  keys: text,
  entrances: z.array(EntranceFields).min(1).max(200),
  supplies: z.array(Supply).max(9),
})
export type HouseFields = z.infer<typeof HouseFields>

export const ApartmentKind = z.enum(['flat', 'nonResidential', 'parking', 'storage'])
export type ApartmentKind = z.infer<typeof ApartmentKind>

export const ApartmentLine = z.object({
  id,
  number: Text,
  entrance: z.number().int().nullable(),
  floor: z.number().int().nullable(),
  kind: ApartmentKind,
  /** By `people_living_count`: from the card, or the stored number; null where nothing is stored. */
  living: z.number().int().nullable(),
  account: Text,
})
export type ApartmentLine = z.infer<typeof ApartmentLine>

export const DirectoryChange = z.object({
  at: Moment,
  byName: Text.nullable(),
  what: Text,
  /** Field → before, after, as text. */
  changes: masked(z.record(Text, z.tuple([Text, Text])), 'number.see', 'numberChange'),
})
export type DirectoryChange = z.infer<typeof DirectoryChange>

/** Everything that happened at a place or to a person, newest first, each kind limited. */
export const Happened = z.object({
  calls: z.array(Call),
  tasks: z.array(Task),
  shutdowns: z.array(Shutdown),
  changes: z.array(DirectoryChange),
})
export type Happened = z.infer<typeof Happened>

export const HousePage = z.object({
  id,
  address: Text,
  town: Text,
  fields: HouseFields.extend({ managedFrom: Day.nullable(), managedTo: Day.nullable() }),
  microdistrict: Text.nullable(),
  supplies: z.array(Supply.extend({ name: Text, kind: z.enum(['heatPoint', 'feeder']) })),
  apartments: z.array(ApartmentLine),
  living: z.number().int(),
  version: z.number().int(),
  happened: Happened,
})
export type HousePage = z.infer<typeof HousePage>

export const ApartmentFields = z.object({
  number: line.min(1).max(30),
  entrance: z.number().int().min(1).max(200).nullable(),
  floor: z.number().int().min(-5).max(200).nullable(),
  riser: z.number().int().min(1).max(100).nullable(),
  kind: ApartmentKind,
  areaM2: z.number().positive().max(100_000).nullable(),
  account: line.max(40),
  livingCount: count.nullable(),
})
export type ApartmentFields = z.infer<typeof ApartmentFields>

export const PhoneKind = z.enum(['mobile', 'home', 'work', 'other'])
export type PhoneKind = z.infer<typeof PhoneKind>
export const Relation = z.enum(['owner', 'tenant', 'member', 'representative', 'other'])
export type Relation = z.infer<typeof Relation>

/** A line of the card (поквартирная карточка). */
export const CardLine = z.object({
  id,
  residentId: id,
  name: Text,
  relation: Text,
  livesFrom: Day.nullable(),
  livesTo: Day.nullable(),
  isLiving: z.boolean(),
  /** Lives there today by dates and mark: counts for people_living_count. */
  countsToday: z.boolean(),
})
export type CardLine = z.infer<typeof CardLine>

export const KnownNumber = z.object({
  number: masked(Text, 'number.see', 'number'),
  kind: PhoneKind,
  apartmentId: id,
  address: Text,
  residentId: id.nullable(),
  residentName: Text.nullable(),
  isConfirmed: z.boolean(),
  timesUsed: z.number().int(),
  lastUsedAt: Moment.nullable(),
  /** Set: it belonged here once. */
  knownUntil: Moment.nullable(),
})
export type KnownNumber = z.infer<typeof KnownNumber>

export const ApartmentPage = z.object({
  id,
  houseId: id,
  address: Text,
  fields: ApartmentFields,
  living: z.number().int().nullable(),
  card: z.array(CardLine),
  phones: z.array(KnownNumber),
  debt: masked(z.object({ kopecks: z.number().int(), asOf: Day }).nullable(), 'debt.see', 'nothing'),
  version: z.number().int(),
  happened: Happened,
})
export type ApartmentPage = z.infer<typeof ApartmentPage>

export const ResidentPage = z.object({
  id,
  name: Text,
  note: Text,
  flats: z.array(CardLine.omit({ residentId: true, name: true }).extend({ apartmentId: id, address: Text })),
  phones: z.array(KnownNumber),
  happened: Happened,
})
export type ResidentPage = z.infer<typeof ResidentPage>

export const Town = z.object({ id, name: line.min(1) })
export const Street = z.object({ id, town: line.min(1), kind: line.max(20), name: line.min(1) })
export const Microdistrict = z.object({ id, name: line.min(1), houses: z.number().int() })
export const SupplyPoint = z.object({
  id,
  kind: z.enum(['heatPoint', 'feeder']),
  name: line.min(1),
  organisationId: id.nullable(),
  /** Houses by service. */
  houses: z.array(z.object({ houseId: id, service: Service })),
})
export const OrganisationKind = z.enum(['gas', 'water', 'heat', 'power', 'lift', 'emergency', 'other'])
export const Organisation = z.object({
  id,
  name: line.min(1),
  kind: OrganisationKind,
  note: text,
  phones: z.array(line.min(1)).max(20),
})
export const Worker = z.object({
  id,
  name: line.min(1),
  profession: line,
  isActive: z.boolean(),
  /** People's own; an organisation's are no secret. */
  phones: z.array(masked(line.min(1), 'number.see', 'number')).max(20),
  groupIds: z.array(id).max(50),
})
export const WorkerGroup = z.object({ id, name: line.min(1), categories: z.array(line.min(1)).max(50) })
export type Town = z.infer<typeof Town>
export type Street = z.infer<typeof Street>
export type Microdistrict = z.infer<typeof Microdistrict>
export type SupplyPoint = z.infer<typeof SupplyPoint>
export type Organisation = z.infer<typeof Organisation>
export type Worker = z.infer<typeof Worker>
export type WorkerGroup = z.infer<typeof WorkerGroup>

/** Small directories that forms choose from. */
export const Directories = z.object({
  towns: z.array(Town),
  streets: z.array(Street),
  microdistricts: z.array(Microdistrict),
  supplyPoints: z.array(SupplyPoint),
  organisations: z.array(Organisation),
  workers: z.array(Worker),
  groups: z.array(WorkerGroup),
})
export type Directories = z.infer<typeof Directories>

/** The lines of a classifier entry that an administrator edits; a change makes a new version of the rule. */
export const ClassifierFields = z.object({
  place: line.min(1),
  category: line.min(1),
  problem: line.min(1),
  service: Service.nullable(),
  isEmergency: z.boolean(),
  dangerScript: z.enum(['gas', 'lift', 'fire', 'electricity', 'collapse']).nullable(),
  isActive: z.boolean(),
  informMinutes: z.number().int().min(1).max(525_600).nullable(),
  localizeMinutes: z.number().int().min(1).max(525_600).nullable(),
  restoreMinutes: z.number().int().min(1).max(525_600).nullable(),
  eliminateMinutes: z.number().int().min(1).max(525_600).nullable(),
  calendar: z.tuple([z.number().int().min(0).max(23), z.number().int().min(1).max(24)]).nullable(),
  /** The legal ground, shown to the operator. */
  basis: text.min(1),
})
export type ClassifierFields = z.infer<typeof ClassifierFields>

/** What an import of a file found and did. */
export const ImportFault = z.object({
  line: z.number().int(),
  column: Text,
  value: Text,
  /** Key of the reason; the client's phrases are keyed by it. */
  reason: z.enum([
    'missing',
    'notADate',
    'dateInFuture',
    'endsBeforeStart',
    'notAPhone',
    'notANumber',
    'unknownStreet',
    'unknownHouse',
    'duplicateLine',
    'contradicts',
    'notYesOrNo',
    'tooLong',
    'unknownRelation',
    'badFlatNumber',
    'entranceOutOfRange',
    'tooManyLines',
  ]),
})
export type ImportFault = z.infer<typeof ImportFault>

export const Import = z.object({
  id,
  fileName: Text,
  state: z.enum(['checking', 'ready', 'applying', 'done', 'failed']),
  counts: z.object({
    read: z.number().int(),
    good: z.number().int(),
    faulty: z.number().int(),
    /** Of the good lines: what they would add, change, or leave as it is. */
    added: z.number().int(),
    changed: z.number().int(),
    same: z.number().int(),
    /** Lines done so far of `read` (checking) or `good` (applying). */
    done: z.number().int(),
  }),
  /** Heading in the file → field of ours; null: not recognised and left out. */
  columns: z.array(z.object({ heading: Text, field: Text.nullable() })),
  sample: z.array(z.array(Text)),
  faults: z.array(ImportFault),
  error: Text.nullable(),
  byName: Text,
  createdAt: Moment,
  finishedAt: Moment.nullable(),
})
export type Import = z.infer<typeof Import>
