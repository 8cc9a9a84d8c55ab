/** Russian numerals in words, for texts that are spoken: an engine that reads digits says them in one case alone. */

interface Words {
  units: readonly string[]
  tens: readonly string[]
  hundreds: readonly string[]
}
type Gender = 'masculine' | 'feminine'

// prettier-ignore
const nominative: Words = {
  units: ['ноль', 'один', 'два', 'три', 'четыре', 'пять', 'шесть', 'семь', 'восемь', 'девять', 'десять',
    'одиннадцать', 'двенадцать', 'тринадцать', 'четырнадцать', 'пятнадцать', 'шестнадцать', 'семнадцать',
    'восемнадцать', 'девятнадцать'],
  tens: ['', '', 'двадцать', 'тридцать', 'сорок', 'пятьдесят', 'шестьдесят', 'семьдесят', 'восемьдесят',
    'девяносто'],
  hundreds: ['', 'сто', 'двести', 'триста', 'четыреста', 'пятьсот', 'шестьсот', 'семьсот', 'восемьсот',
    'девятьсот'],
}
// prettier-ignore
const genitive: Words = {
  units: ['ноля', 'одного', 'двух', 'трёх', 'четырёх', 'пяти', 'шести', 'семи', 'восьми', 'девяти', 'десяти',
    'одиннадцати', 'двенадцати', 'тринадцати', 'четырнадцати', 'пятнадцати', 'шестнадцати', 'семнадцати',
    'восемнадцати', 'девятнадцати'],
  tens: ['', '', 'двадцати', 'тридцати', 'сорока', 'пятидесяти', 'шестидесяти', 'семидесяти', 'восьмидесяти',
    'девяноста'],
  hundreds: ['', 'ста', 'двухсот', 'трёхсот', 'четырёхсот', 'пятисот', 'шестисот', 'семисот', 'восьмисот',
    'девятисот'],
}
/** Only the last word of a number declines: «двадцать второго». */
// prettier-ignore
const ordinals: Words = {
  units: ['нулевой', 'первый', 'второй', 'третий', 'четвёртый', 'пятый', 'шестой', 'седьмой', 'восьмой', 'девятый',
    'десятый', 'одиннадцатый', 'двенадцатый', 'тринадцатый', 'четырнадцатый', 'пятнадцатый', 'шестнадцатый',
    'семнадцатый', 'восемнадцатый', 'девятнадцатый'],
  tens: ['', '', 'двадцатый', 'тридцатый', 'сороковой', 'пятидесятый', 'шестидесятый', 'семидесятый',
    'восьмидесятый', 'девяностый'],
  hundreds: ['', 'сотый', 'двухсотый', 'трёхсотый', 'четырёхсотый', 'пятисотый', 'шестисотый', 'семисотый',
    'восьмисотый', 'девятисотый'],
}

/** The parts of a number below 1000 as places in the lists; `last` is the part that an ordinal declines. */
function partsOf(value: number): { list: keyof Words; index: number }[] {
  const rest = value % 100
  const parts: { list: keyof Words; index: number }[] = [{ list: 'hundreds', index: Math.floor(value / 100) }]
  if (rest < 20) parts.push({ list: 'units', index: rest })
  else parts.push({ list: 'tens', index: Math.floor(rest / 10) }, { list: 'units', index: rest % 10 })
  const said = parts.filter(({ index }) => index > 0)
  return said.length > 0 ? said : [{ list: 'units', index: 0 }]
}

const word = (words: Words, { list, index }: { list: keyof Words; index: number }): string =>
  words[list][index] ?? ''

/** «двадцать один»; from 1000 on the digits as they are. */
export const cardinal = (value: number): string =>
  value > 999
    ? String(value)
    : partsOf(value)
        .map((part) => word(nominative, part))
        .join(' ')

/** «двадцати одного», «двадцати одной» (минуты). */
export function cardinalGenitive(value: number, gender: Gender = 'masculine'): string {
  if (value > 999) return String(value)
  const words = partsOf(value).map((part) => word(genitive, part))
  return words.map((said) => (gender === 'feminine' && said === 'одного' ? 'одной' : said)).join(' ')
}

const ordinalBy = (value: number, decline: (last: string) => string): string =>
  value > 999
    ? String(value)
    : partsOf(value)
        .map((part, index, all) =>
          index === all.length - 1 ? decline(word(ordinals, part)) : word(nominative, part),
        )
        .join(' ')

/** «двадцать второй» */
export const ordinal = (value: number): string => ordinalBy(value, (last) => last)

/** «двадцать второго», of a day or a house. */
export const ordinalGenitive = (value: number): string =>
  ordinalBy(value, (last) => (last === 'третий' ? 'третьего' : `${last.slice(0, -2)}ого`))
