import { wallDay } from '../../../i18n/wall-clock.ts'

/** The last moment at which the company's clock showed `14:05`; null for no time. */
export function momentToday(time: string, now: Date): string | null {
  const parts = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time)
  if (parts === null) return null
  const onDay = (ahead: number): Date => wallDay(now.getTime(), ahead, Number(parts[1]), Number(parts[2]))
  const at = onDay(0)
  // just after midnight "23:58" was yesterday
  return (at.getTime() > now.getTime() + 60_000 ? onDay(-1) : at).toISOString()
}
