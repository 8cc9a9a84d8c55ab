import { z } from 'zod'
import { WhyNot } from './consent.ts'
import { masked } from './masked.ts'
import { Text } from './text.ts'
import { GivenMoment, Moment } from './time.ts'

/** What may fail or be shut off; the keys of table `services`. */
export const Service = z.enum([
  'coldWater',
  'hotWater',
  'heating',
  'sewerage',
  'power',
  'gas',
  'lift',
  'refuse',
  'intercom',
])
export type Service = z.infer<typeof Service>

/** авария, плановые работы, технологический инцидент */
export const ShutdownKind = z.enum(['emergency', 'planned', 'incident'])
export type ShutdownKind = z.infer<typeof ShutdownKind>

/** `planned` before its start, `active` while it lasts (also past its planned end), `restored` or `cancelled` after. */
export const ShutdownStatus = z.enum(['planned', 'active', 'restored', 'cancelled'])
export type ShutdownStatus = z.infer<typeof ShutdownStatus>

/** By which picker a house came in; `shutdown_mkr` hides the pickers of microdistricts and heating points alone. */
export const HouseVia = z.enum(['house', 'street', 'microdistrict', 'heatPoint', 'suggestion'])
export type HouseVia = z.infer<typeof HouseVia>

export const ShutdownHouse = z.object({
  houseId: z.number().int(),
  via: HouseVia,
  /** Null: the whole house. */
  entrances: z.array(z.number().int().positive()).min(1).nullable(),
})
export type ShutdownHouse = z.infer<typeof ShutdownHouse>

/** The permitted interruption of one service (ПП РФ 354, прил. 1); the shortest of its houses. */
export const LegalLimit = z.object({
  service: Service,
  /** When the interruption becomes longer than is permitted at once; null where the rules name none. */
  by: Moment.nullable(),
  hours: z.number().nullable(),
  basis: Text,
})
export type LegalLimit = z.infer<typeof LegalLimit>

/** A shutdown as boards show it, pushed whole on each change. */
export const Shutdown = z.object({
  id: z.number().int(),
  /** e.g. `О26-000017` */
  number: Text,
  kind: ShutdownKind,
  status: ShutdownStatus,
  services: z.array(Service).min(1),
  cause: masked(Text, 'number.see', 'text'),
  /** What a resident is told, in the dispatcher's words; the system adds address, services and term. */
  text: masked(Text, 'number.see', 'text'),
  organisationId: z.number().int().nullable(),
  organisationName: Text.nullable(),
  responsible: masked(Text, 'number.see', 'text'),
  startsAt: Moment,
  plannedEnd: Moment.nullable(),
  endedAt: Moment.nullable(),
  /** How often the term was moved. */
  shifts: z.number().int(),
  houses: z.array(ShutdownHouse),
  /** Whose its houses were when it began; journal rows from before companies have none. */
  companyIds: z.array(z.number().int()).default([]),
  /** «Республики 1–15, Ленина 3» */
  places: Text,
  limits: z.array(LegalLimit),
  callerCount: z.number().int(),
  /** The whole sentence that callers hear or operators read out. */
  speechText: masked(Text, 'number.see', 'text'),
  /** Can it be played to callers now? */
  isSpoken: z.boolean(),
  isRecordedByHand: z.boolean(),
  createdAt: Moment,
  updatedAt: Moment,
  version: z.number().int(),
})
export type Shutdown = z.infer<typeof Shutdown>

/** What a dispatcher fills in. */
export const ShutdownFields = z.object({
  kind: ShutdownKind,
  services: z.array(Service).min(1).max(9),
  cause: Text.trim().max(500),
  text: Text.trim().max(1000),
  organisationId: z.number().int().positive().nullable(),
  responsible: Text.trim().max(200),
  startsAt: GivenMoment,
  plannedEnd: GivenMoment.nullable(),
  houses: z.array(ShutdownHouse).min(1).max(3000),
})
export type ShutdownFields = z.infer<typeof ShutdownFields>

/** One who called about a shutdown. */
export const ShutdownCaller = z.object({
  id: z.number().int(),
  at: Moment,
  callId: Text.nullable(),
  /** '' when hidden. */
  number: masked(Text, 'number.see', 'number'),
  address: Text,
  how: z.enum(['announcement', 'question', 'operator']),
  wantsNotice: z.boolean(),
  hasMessage: z.boolean(),
  answer: z.enum(['yes', 'no']).nullable(),
  /** The task that his «нет» or his message became. */
  taskId: z.number().int().nullable(),
  taskNumber: Text.nullable(),
  /** The last notice to him and how it went. */
  notice: z
    .object({
      /** One for all calls of a number. */
      id: z.number().int(),
      kind: z.enum(['moved', 'ended', 'cancelled', 'survey']),
      channel: z.enum(['sms', 'call', 'person']).nullable(),
      state: z.enum(['pending', 'sending', 'sent', 'failed', 'dropped']),
      at: Moment,
      /** Why no machine calls him. */
      whyNoCall: WhyNot.nullable(),
    })
    .nullable(),
})
export type ShutdownCaller = z.infer<typeof ShutdownCaller>

export const TermShift = z.object({
  plannedEnd: Moment.nullable(),
  reason: masked(Text, 'number.see', 'text'),
  at: Moment,
  byName: Text.nullable(),
})
export type TermShift = z.infer<typeof TermShift>

/** A shutdown as the card of a caller shows it. */
export const CardShutdown = z.object({
  shutdown: Shutdown,
  /** Which of the caller's flats it concerns (KnownPlace.apartmentId). */
  apartmentIds: z.array(z.number().int()),
  /** now; planned: begins within 7 days; ended: within the last 7 days. */
  when: z.enum(['now', 'planned', 'ended']),
  /** He heard the announcement in this call, or was joined to it. */
  isJoined: z.boolean(),
})
export type CardShutdown = z.infer<typeof CardShutdown>

/** Three similar calls or tasks: the system asks whether this is a shutdown. */
export const ShutdownSuggestion = z.object({
  id: z.number().int(),
  state: z.enum(['open', 'accepted', 'dismissed', 'expired']),
  /** Null: nobody has said yet what is wrong. */
  service: Service.nullable(),
  scope: z.enum(['heatPoint', 'feeder', 'street', 'riser', 'house']),
  /** «ЦТП-5», «ул. Республики», «ул. Республики, 5, подъезд 2» */
  scopeName: Text,
  houseIds: z.array(z.number().int()),
  taskIds: z.array(z.number().int()),
  firstAt: Moment,
  lastAt: Moment,
  shutdownId: z.number().int().nullable(),
  version: z.number().int(),
})
export type ShutdownSuggestion = z.infer<typeof ShutdownSuggestion>
