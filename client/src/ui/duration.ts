/** `m:ss`, from an hour on `h:mm:ss`: lengths of calls. */
export function clock(seconds: number): string {
  const s = Math.max(0, Math.floor(seconds))
  const pad = (n: number): string => String(n).padStart(2, '0')
  const minutes = Math.floor(s / 60)
  return minutes < 60
    ? `${minutes}:${pad(s % 60)}`
    : `${Math.floor(minutes / 60)}:${pad(minutes % 60)}:${pad(s % 60)}`
}

export interface DurationPhrase {
  key: 'duration.minutes' | 'duration.hours' | 'duration.wholeHours' | 'duration.days' | 'duration.wholeDays'
  values: Record<string, number>
}

/** A length in words: minutes below an hour, hours and minutes below two days, then days and hours. */
export function durationPhrase(seconds: number): DurationPhrase {
  const minutes = Math.floor(Math.abs(seconds) / 60)
  const hours = Math.floor(minutes / 60)
  if (hours === 0) return { key: 'duration.minutes', values: { m: minutes } }
  if (hours < 48) {
    return minutes % 60 === 0
      ? { key: 'duration.wholeHours', values: { h: hours } }
      : { key: 'duration.hours', values: { h: hours, m: minutes % 60 } }
  }
  return hours % 24 === 0
    ? { key: 'duration.wholeDays', values: { d: hours / 24 } }
    : { key: 'duration.days', values: { d: Math.floor(hours / 24), h: hours % 24 } }
}
