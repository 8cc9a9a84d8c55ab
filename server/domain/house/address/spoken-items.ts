import { normalised } from './normalise.ts'
import { withDigits } from './number-words.ts'
import { kindOfWord } from './street-words.ts'

/** A word of a name, or a number that may be of a name, a house or a flat: «5», «12а», «5/2», «14с3». */
export interface Item {
  is: 'word' | 'number'
  text: string
}

type Mark = 'house' | 'flat' | 'corpus' | 'building' | 'letter' | 'slash' | 'aside'
const marks = new Map(
  Object.entries({
    'дом д доме дома домик': 'house',
    'квартира квартиры квартиру квартире кв': 'flat',
    'корпус корп к корпусе': 'corpus',
    'строение стр с': 'building',
    'литера литер лит буква': 'letter',
    '/ дробь черта': 'slash',
    // said of a place inside the house, not of its address
    'подъезд подъезде под этаж этаже эт офис': 'aside',
  } satisfies Record<string, Mark>).flatMap(([words, mark]) =>
    words.split(' ').map((word): [string, Mark] => [word, mark]),
  ),
)
const fillers = new Set(
  `на в во по у с нас это адрес адресу номер значит живу живем мы я так ну вот тут здесь пожалуйста записывайте пишите
   город г городе поселок пос п село деревня дер область обл район имени им тире дефис`.split(/\s+/),
)
const isNumber = (word: string | undefined): word is string => word !== undefined && /^\d+[а-я]?$/.test(word)
const isLetter = (word: string | undefined): boolean => word !== undefined && /^[абвгдежзи]$/.test(word)

/** «двадцать, пятый этаж» is not twenty-five: a comma parts numbers. */
const pause = '|'

/** A line in words, with what is written together taken apart: «5к2-12», «кв12», «ул.Ленина». */
function wordsOf(line: string): string[] {
  return withDigits(
    normalised(line.replaceAll('\\', '/').replace(/[,;]/g, ` ${pause} `))
      .replace(/[^а-яa-z0-9/| -]/g, ' ')
      .replace(/(?<=[а-я]{3})(?=\d)/g, ' ')
      .replace(/(\d)-?(?:я|й|ая|ый|ой|ий|е|ое|го|ого|ю|ую)(?=[\s-]|$)/g, '$1')
      .replace(/(?<=\d[а-я]?)(корпус|корп|к|строение|стр|с|квартира|кв|литера|лит)(?=\s?\d)/g, ' $1 ')
      .replace(/(^|\s)(дом|д|квартира|кв|корпус|корп|к|строение|стр|с|подъезд|этаж)(?=\d)/g, '$1$2 ')
      .replace(/\s*\/\s*/g, ' / ')
      .replace(/(?<=\d[а-я]?)\s*-\s*(?=\d)/g, ' ')
      .split(/\s+/)
      .flatMap((word) => (kindOfWord(word) === null ? word.split('-') : [word]))
      .filter((word) => word !== ''),
  ).filter((word) => word !== pause)
}

/** What is marked as house and flat, the kinds of street, and the words and numbers that are left, in their order. */
export function spokenItems(line: string): {
  items: Item[]
  kinds: string[]
  house: string | null
  apartment: string | null
} {
  const tokens = joined(wordsOf(line))
  const marked = { house: null as string | null, flat: null as string | null }
  const left: string[] = []
  for (let n = 0; n < tokens.length; n++) {
    const token = tokens[n] ?? ''
    const mark = marks.get(token)
    if (mark === 'house' || mark === 'flat' || mark === 'aside') {
      const next = tokens[n + 1]
      const isAfter = next !== undefined && /^\d/.test(next)
      // «двенадцатая квартира»: the number stands before
      const isBefore = !isAfter && /^\d/.test(left.at(-1) ?? '')
      const number = isAfter ? next : isBefore ? (left.pop() ?? null) : null
      if (isAfter) n += 1
      if (mark !== 'aside' && number !== null) marked[mark] ??= number
    } else if (mark === undefined || mark === 'building' || mark === 'corpus') {
      left.push(token)
    }
  }
  return { ...named(left), house: marked.house, apartment: marked.flat }
}

/** House numbers put together: «5», «/», «2» → «5/2»; «5», «корпус», «2» → «5к2»; «14», «строение», «3» → «14с3». */
function joined(words: readonly string[]): string[] {
  const done: string[] = []
  for (let n = 0; n < words.length; n++) {
    const word = words[n] ?? ''
    const last = done.at(-1)
    const next = words[n + 1]
    const mark = marks.get(word)
    const follows = last !== undefined && /^\d/.test(last)
    if (follows && (mark === 'corpus' || mark === 'slash') && (isNumber(next) || isLetter(next))) {
      // a slash may also part house and flat, a corpus may not
      done[done.length - 1] = isNumber(next)
        ? `${last}${mark === 'slash' ? '/' : 'к'}${next}`
        : `${last}${next}`
      n += 1
    } else if (follows && mark === 'building' && isNumber(next)) {
      done[done.length - 1] = `${last}с${next}`
      n += 1
    } else if (follows && mark === 'letter' && isLetter(next)) {
      done[done.length - 1] = `${last}${next}`
      n += 1
    } else if (follows && isLetter(word) && /\d$/.test(last) && !isName(words, n)) {
      done[done.length - 1] = `${last}${word}`
    } else {
      done.push(word)
    }
  }
  return done
}

/** «9 в» may be house 9в; with a street's name after it («дом 5 в переулке», «5 д 3») it is a word or a mark. */
const isName = (words: readonly string[], n: number): boolean => {
  const next = words[n + 1]
  if (words[n] === 'д') return isNumber(next)
  return words[n] === 'в' && next !== undefined && /^[а-я]{3,}/.test(next) && !marks.has(next)
}

/** Kinds of street apart from names; a kind that is all there is, is the name: «Набережная 5». */
function named(left: readonly string[]): { items: Item[]; kinds: string[] } {
  const isSaid = (word: string): boolean => !/^\d/.test(word)
  const bare = left.filter((word) => !isSaid(word) || (!fillers.has(word) && !marks.has(word)))
  const kinds = bare.flatMap((word) => kindOfWord(word) ?? [])
  const names = bare.filter((word) => kindOfWord(word) === null)
  const isNameless = !names.some(isSaid)
  const asName = isNameless && bare.findLast((word) => /^(набережная|тракт|аллея|площадь)$/.test(word))
  const kept = asName ? bare.filter((word) => word === asName || kindOfWord(word) === null) : names
  const items = kept.map((text): Item => ({ is: isSaid(text) ? 'word' : 'number', text }))
  return { items, kinds: asName ? kinds.filter((kind) => kind !== kindOfWord(asName)) : kinds }
}
