import { z } from 'zod'
import { Text } from './text.ts'
import { Day, GivenDay, Moment } from './time.ts'

/**
 * Lines, queues, schedules and menus: what happens to who dials a number of ours (ADR 0036). Steps are tried one after
 * the other; the first that succeeds is the last. After the last a call back is promised, as without any line.
 */
export const LineStep = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('queue'), queueId: z.number().int().positive() }),
  z.object({ kind: z.literal('menu'), menuId: z.number().int().positive() }),
  z.object({ kind: z.literal('announcement'), text: Text.trim().min(1).max(1000) }),
  z.object({ kind: z.literal('number'), digits: Text.regex(/^[0-9]{2,15}$/) }),
  z.object({ kind: z.literal('voicemail') }),
  z.object({ kind: z.literal('callback') }),
  z.object({ kind: z.literal('hangUp') }),
])
export type LineStep = z.infer<typeof LineStep>

const name = Text.trim().min(1).max(80)
const Chain = z.array(LineStep).max(8)
/** Minutes of the day. */
const Hours = z
  .array(z.object({ from: z.number().int().min(0).max(1439), to: z.number().int().min(1).max(1440) }))
  .max(6)
export type Hours = z.infer<typeof Hours>

export const LineFields = z.object({
  name,
  /** As phoneDigits makes them, or a short number; null: any number that no other line has. */
  digits: Text.regex(/^[0-9]{2,15}$/).nullable(),
  companyId: z.number().int().positive(),
  /** '': the product's own. */
  greeting: Text.trim().max(1000),
  /** null: it is always day. */
  scheduleId: z.number().int().positive().nullable(),
  /** Who dials a line of more goes first in every queue; dangers go before all. */
  priority: z.number().int().min(0).max(4),
  byDay: Chain.min(1),
  byNight: Chain.min(1),
})
export const QueueFields = z.object({
  name,
  strategy: z.enum(['longestIdle', 'skillFirst', 'all']),
  /** null: as the installation is set up (MAX_WAIT_SECONDS). */
  waitSeconds: z.number().int().min(5).max(3600).nullable(),
  /** Its callers are answered before those of other queues by who serves several. */
  isFirst: z.boolean(),
  /** null: every operator. `order`: the lowest that is free is rung, with the strategy "skillFirst". */
  operators: z
    .array(z.object({ userId: z.number().int().positive(), order: z.number().int().min(0).max(9) }))
    .max(500)
    .nullable(),
  /** What follows when nobody took the call in time. */
  overflow: Chain,
})
export const ScheduleFields = z.object({
  name,
  /** The hours of day, Monday first; all else is night. */
  week: z.array(Hours).length(7),
  /** Holidays are as Sundays, working Saturdays as Mondays (calendar_days). */
  usesCalendar: z.boolean(),
  exceptions: z.array(z.object({ date: GivenDay, hours: Hours })).max(200),
})
export const MenuFields = z.object({
  name,
  text: Text.trim().min(1).max(1000),
  /** 9 is danger, in every menu; it is no key that could be given to something else. */
  keys: z.array(z.object({ key: Text.regex(/^[0-8]$/), steps: Chain.min(1) })).max(9),
  /** No key, or one that leads nowhere. */
  otherwise: Chain,
})

const kept = { id: z.number().int(), version: z.number().int() }
export const Line = LineFields.extend(kept)
export type Line = z.infer<typeof Line>
export const LineQueue = QueueFields.extend({ ...kept, isDefault: z.boolean() })
export type LineQueue = z.infer<typeof LineQueue>
export const Schedule = ScheduleFields.extend(kept)
export type Schedule = z.infer<typeof Schedule>
export const Menu = MenuFields.extend(kept)
export type Menu = z.infer<typeof Menu>

/** What is saved, by its kind. */
export const LinePart = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('line'), fields: LineFields }),
  z.object({ kind: z.literal('queue'), fields: QueueFields }),
  z.object({ kind: z.literal('schedule'), fields: ScheduleFields }),
  z.object({ kind: z.literal('menu'), fields: MenuFields }),
])
export type LinePart = z.infer<typeof LinePart>
export const LinePartKind = z.enum(['line', 'queue', 'schedule', 'menu'])
export type LinePartKind = z.infer<typeof LinePartKind>

export const NightMode = z.object({ startedAt: Moment, endsAt: Moment, byName: Text.nullable() })

export const LineSet = z.object({
  lines: z.array(Line),
  queues: z.array(LineQueue),
  schedules: z.array(Schedule),
  menus: z.array(Menu),
  /** The one in force or the last. */
  night: NightMode.nullable(),
})
export type LineSet = z.infer<typeof LineSet>

/** Why a step is taken, as a key of the pages' phrases with what stands in it. */
export const WayReason = z.discriminatedUnion('key', [
  z.object({ key: z.literal('noLine') }),
  z.object({ key: z.literal('always') }),
  z.object({ key: z.literal('hours'), isDay: z.boolean(), until: Moment.nullable() }),
  z.object({ key: z.literal('holiday'), isDay: z.boolean(), date: Day, until: Moment.nullable() }),
  z.object({ key: z.literal('exception'), isDay: z.boolean(), date: Day, until: Moment.nullable() }),
  z.object({ key: z.literal('nightMode'), until: Moment }),
  z.object({ key: z.literal('said') }),
  z.object({ key: z.literal('busy'), seconds: z.number().int().nullable() }),
  z.object({ key: z.literal('notAnswered') }),
  z.object({ key: z.literal('pressed'), digit: Text }),
  z.object({ key: z.literal('notPressed') }),
  z.object({ key: z.literal('danger') }),
  z.object({ key: z.literal('nothingElse') }),
])
export type WayReason = z.infer<typeof WayReason>

export const WayStep = z.object({ step: LineStep, reason: WayReason })
export type WayStep = z.infer<typeof WayStep>
