/** Terms of rules as people write them: «30 мин», «2 ч», «3 сут», «1 сут 12 ч»; a bare number is minutes. */
const units: readonly { words: RegExp; minutes: number }[] = [
  { words: /^(мин|минут[аы]?|м|min|m)$/, minutes: 1 },
  { words: /^(ч|час|часа|часов|h)$/, minutes: 60 },
  { words: /^(сут|сутки|суток|дн|день|дня|дней|д|d|days?)$/, minutes: 1440 },
]

/** Null: no term. NaN: not understood. */
export function readTerm(text: string): number | null {
  const plain = text.trim().toLowerCase()
  if (plain === '') return null
  if (/^\d+$/.test(plain)) return Number(plain)
  const parts = [...plain.matchAll(/(\d+)\s*(\p{L}+)\.?/gu)]
  if (plain.replace(/(\d+)\s*(\p{L}+)\.?/gu, '').trim() !== '' || parts.length === 0) return Number.NaN
  return parts.reduce((sum, [, count, word]) => {
    const unit = units.find((one) => one.words.test(word ?? ''))
    return sum + (unit === undefined ? Number.NaN : Number(count) * unit.minutes)
  }, 0)
}

export interface TermParts {
  days: number
  hours: number
  minutes: number
}

export const partsOfTerm = (minutes: number): TermParts => ({
  days: Math.floor(minutes / 1440),
  hours: Math.floor((minutes % 1440) / 60),
  minutes: minutes % 60,
})
