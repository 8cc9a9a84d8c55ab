const months = [
  'январ',
  'феврал',
  'март',
  'апрел',
  'ма[йя]',
  'июн',
  'июл',
  'август',
  'сентябр',
  'октябр',
  'ноябр',
  'декабр',
]
const earliest = 1900
const latest = 2200
const dayMs = 86_400_000

function isoDate(year: number, month: number, day: number): string | null {
  if (year < earliest || year > latest) return null
  const date = new Date(Date.UTC(year, month - 1, day))
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return isReal ? date.toISOString().slice(0, 10) : null
}

/** Two digits of a year: nobody was registered in the future. */
const century = (year: string): number => {
  const number = Number(year)
  return year.length === 2 ? number + (number > 50 ? 1900 : 2000) : number
}

/** Days since 1899-12-30, as Excel counts from 1900-03-01 on (ECMA-376 part 1, 18.17.4.1). */
export function dateOfSerial(serial: number): string | null {
  if (!Number.isFinite(serial) || serial < 61 || serial > 110_000) return null
  return new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * dayMs).toISOString().slice(0, 10)
}

/** A day as files write it: 31.12.2020, 31/12/20, 2020-12-31, 31 декабря 2020 г., 44196; null when it is none. */
export function parseDate(text: string): string | null {
  const bare = text
    .toLowerCase()
    .replace(/[\sT]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?z?$/i, '')
    .replace(/\s*(г|год|года)\.?$/, '')
    .trim()
  const [, y, m, d] = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})$/.exec(bare) ?? []
  if (y !== undefined) return isoDate(Number(y), Number(m), Number(d))
  const [, day, month, year] = /^(\d{1,2})[-./](\d{1,2})[-./](\d{2}|\d{4})$/.exec(bare) ?? []
  if (year !== undefined) return isoDate(century(year), Number(month), Number(day))
  const [, wordDay, word, wordYear] = /^(\d{1,2})\s+([а-я]+)\s+(\d{4})$/.exec(bare) ?? []
  if (word !== undefined) {
    const index = months.findIndex((stem) => new RegExp(`^${stem}`).test(word))
    return index === -1 ? null : isoDate(Number(wordYear), index + 1, Number(wordDay))
  }
  return /^\d{5}(\.\d+)?$/.test(bare) ? dateOfSerial(Number(bare)) : null
}
