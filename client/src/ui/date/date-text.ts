const wholeIso = /^\d{4}-\d{2}-\d{2}$/

/** A day of the calendar, `2026-11-28`, as it is written in Russian: `28.11.2026`; what is no day stays as it is. */
export const showDate = (iso: string): string =>
  wholeIso.test(iso) ? iso.split('-').toReversed().join('.') : iso

/** Whether the typing of a day is over: a shorter form may still become another day. */
export const isWholeDate = (typed: string): boolean =>
  wholeIso.test(typed) || /^\d{1,2}\.\d{1,2}\.\d{4}$/.test(typed)

/**
 * The day that somebody typed: `28.11.2026`, `28.11.26`, `28.11` or `28` of the year and month of `today`; spaces, commas
 * and strokes are as good as points. Null for what is no day.
 */
export function readDate(typed: string, today: string): string | null {
  if (wholeIso.test(typed)) return readDate(showDate(typed), today)
  const parts = /^(\d{1,2})(?:[.,/ -]+(\d{1,2})(?:[.,/ -]+(\d{4}|\d{2}))?)?$/.exec(
    typed.trim().replace(/[.,]$/, ''),
  )
  if (parts === null) return null
  const [thisYear = '', thisMonth = ''] = today.split('-')
  const year = parts[3] ?? thisYear
  const iso = [
    year.length === 2 ? `20${year}` : year,
    (parts[2] ?? thisMonth).padStart(2, '0'),
    (parts[1] ?? '').padStart(2, '0'),
  ].join('-')
  const at = new Date(`${iso}T00:00:00Z`)
  // a calendar that runs over would make the 3rd of March of the 31st of February
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== iso ? null : iso
}

export function stepDate(iso: string, days: number): string {
  const at = new Date(`${iso}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}
