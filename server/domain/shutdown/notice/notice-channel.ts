import type { NoticeKind } from './notice-text.ts'

export type NoticeChannel = 'sms' | 'call' | 'person'

/**
 * By which ways a number is told, the best first. `call` of `available`: there is a line, and the gate lets a machine
 * call him (ADR 0038); `sms`: there is a gateway, and he has not refused. Whoever is asked is called, since a message
 * asks nothing; else a message comes first, since it disturbs nobody. Russian mobile numbers begin with 79; what is no
 * full number (an extension, the call page's) is left to a person.
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
