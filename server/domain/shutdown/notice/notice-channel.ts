import { localHour, localTime } from '#domain/time/local-clock.ts'
import type { NoticeKind } from './notice-text.ts'

export type NoticeChannel = 'sms' | 'call' | 'person'

/**
 * By which ways a number is told, the best first. `call` of `available`: there is a line, and he consented (ADR 0024). Whoever is asked is called, since a message asks nothing; else a
 * message comes first, since it disturbs nobody. Russian mobile numbers begin with 79; what is no full number (an
 * extension, the call page's) is left to a person.
 */
export function noticeChannels(
  kind: NoticeKind,
  digits: string,
  available: { sms: boolean; call: boolean },
): NoticeChannel[] {
  const sms = available.sms && /^79\d{9}$/.test(digits) ? (['sms'] as const) : []
  const call = available.call && /^\d{11,15}$/.test(digits) ? (['call'] as const) : []
  return kind === 'survey' ? [...call, ...sms, 'person'] : [...sms, ...call, 'person']
}

/**
 * A machine rings nobody between nine in the evening and eight in the morning, by his clock. No law names hours for
 * such calls; the one that does for debtors (230-ФЗ, ст. 7, ч. 3: from 8 to 22) and the regions' laws of quiet (from 22
 * or 23) are kept with an hour to spare. Not even that the water is back is worth waking somebody.
 */
const callHours = { from: 8, to: 21 }

/** When a machine may call: now, or in the morning. */
export function mayCallAt(now: Date, timeZone: string): Date {
  const { hour } = localTime(now, timeZone)
  if (hour < callHours.from) return localHour(now, callHours.from, timeZone)
  return hour < callHours.to ? now : localHour(now, callHours.from, timeZone, 1)
}
