const pad = (n: number): string => String(n).padStart(2, '0')

/** `2026-11-22` of the browser's own day; toISOString would give yesterday's in the morning east of Greenwich. */
export const localDate = (at: Date): string =>
  `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`

export const localMonth = (at: Date): string => localDate(at).slice(0, 7)
