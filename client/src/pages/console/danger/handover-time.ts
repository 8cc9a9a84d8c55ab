/** `14:05` on the clock of this computer. */
export const timeOf = (at: Date): string =>
  [at.getHours(), at.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':')

/** The last moment at which this computer's clock showed `14:05`; null for no time. */
export function momentToday(time: string, now: Date): string | null {
  const parts = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time)
  if (parts === null) return null
  const at = new Date(now)
  at.setHours(Number(parts[1]), Number(parts[2]), 0, 0)
  // just after midnight "23:58" was yesterday
  if (at.getTime() > now.getTime() + 60_000) at.setDate(at.getDate() - 1)
  return at.toISOString()
}
