/** Beginnings of words: what residents say, and what the classifier calls it. */
interface SaidAs {
  said: readonly string[]
  means: readonly string[]
}

/**
 * A problem is looked for in the words in which it is told. Data: whoever misses a word adds it here and to the test.
 * Without ё.
 */
const dictionary: readonly SaidAs[] = [
  {
    said: [
      'прорв',
      'лопн',
      'хлещ',
      'хлест',
      'фонтан',
      'топит',
      'топят',
      'залив',
      'залил',
      'течет',
      'капа',
      'льет',
      'протек',
    ],
    means: ['прорыв', 'течь', 'течет', 'затопл', 'протеч'],
  },
  { said: ['потолк', 'сосед', 'сверху'], means: ['затопл', 'сверху', 'кровл', 'протеч'] },
  { said: ['труб'], means: ['труб', 'стояк', 'прорыв', 'течь'] },
  { said: ['воня', 'вонь', 'пахн', 'нюха'], means: ['запах', 'засор', 'канализ', 'мусоропров'] },
  { said: ['застр', 'сидим', 'кабин'], means: ['застря'] },
  { said: ['искр', 'корот', 'провод', 'розет', 'щит'], means: ['искр', 'проводк'] },
  {
    said: ['темно', 'темнот', 'лампоч', 'обесточ', 'электрич', 'электро'],
    means: ['свет', 'освещ', 'электр'],
  },
  { said: ['холодно', 'замерз', 'мерзн', 'батаре', 'тепла'], means: ['отопл', 'радиатор'] },
  {
    said: ['забил', 'забит', 'унитаз', 'туалет', 'раковин', 'слив', 'фекал'],
    means: ['засор', 'канализ', 'бачок'],
  },
  { said: ['дым', 'гор', 'огон', 'пламя'], means: ['пожар', 'задымл'] },
  { said: ['напор', 'кипят', 'ржав'], means: ['воды'] },
  { said: ['душно', 'вытяж', 'тяг'], means: ['вентиля', 'вытяж'] },
  { said: ['мусор', 'помой'], means: ['мусор', 'вывез'] },
  { said: ['снег', 'лед', 'скольз', 'гололед', 'сосул'], means: ['снег', 'налед', 'сосул'] },
]

/** Words that say where or whose, and nothing of the problem. */
const little = new Set([
  'с',
  'со',
  'в',
  'во',
  'на',
  'из',
  'от',
  'у',
  'по',
  'за',
  'под',
  'мне',
  'нас',
  'нам',
  'меня',
  'очень',
])
export const saysNothing = (word: string): boolean => little.has(word)

/** Does a problem of these words answer to what a resident calls it? All in lower case, without ё. */
export const isSaidAs = (word: string, ofProblem: readonly string[]): boolean =>
  word.length >= 3 &&
  dictionary.some(
    ({ said, means }) =>
      // typed so far, or with an ending: «прор», «прорвало»
      said.some((one) => word.startsWith(one) || one.startsWith(word)) &&
      ofProblem.some((part) => means.some((one) => part.startsWith(one))),
  )
