/** Numbers as they are spoken, in any case and gender that addresses use: «пять», «двадцать пятый», «девятого». */

const list = (text: string, from: number, step = 1): [string, number][] =>
  text
    .trim()
    .split(/\s+/)
    .map((word, n) => [word, from + n * step])
const cardinals = new Map<string, number>([
  ...list('один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать', 1),
  ...list('тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать', 13),
  ...list('двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто сто', 20, 10),
  ...list('двести триста четыреста пятьсот', 200, 100),
  ...list('одна две', 1),
])
const stems = new Map<string, number>([
  ...list('перв втор трет четверт пят шест седьм восьм девят десят одиннадцат двенадцат', 1),
  ...list('тринадцат четырнадцат пятнадцат шестнадцат семнадцат восемнадцат девятнадцат', 13),
  ...list('двадцат тридцат сороков пятидесят шестидесят семидесят восьмидесят девяност сот', 20, 10),
])
const ending = /(ый|ой|ий|ая|ья|ое|ье|ого|ьего|ой|ьей|ом|ьем|ую|ью)$/

function numberOf(word: string): number | null {
  const known = cardinals.get(word)
  if (known !== undefined) return known
  const stem = word.replace(ending, '')
  return stem === word ? null : (stems.get(stem) ?? null)
}

/** May `next` follow `sum` inside one number? Tens after hundreds, units after tens, never twelve after twenty. */
const goesOn = (sum: number, next: number): boolean =>
  (sum % 100 === 0 && next < 100) || (sum % 10 === 0 && sum % 100 !== 10 && next < 10)

/** Words with every spoken number as digits: «двадцать», «пять» → «25»; «1-я» and «5-го» as digits too. */
export function withDigits(words: readonly string[]): string[] {
  const done: string[] = []
  let sum: number | null = null
  const flush = (): void => {
    if (sum !== null) done.push(String(sum))
    sum = null
  }
  for (const word of words) {
    const value = numberOf(word)
    if (value === null) {
      flush()
      done.push(word)
    } else if (sum !== null && goesOn(sum, value)) {
      sum += value
    } else {
      flush()
      sum = value
    }
  }
  flush()
  return done
}
