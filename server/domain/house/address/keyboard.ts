/** Latin letters that stand for Russian ones: a keyboard left in English, letters that look alike, names spelt in Latin. */

const latinKeys = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
const russianKeys = 'йцукенгшщзхъфывапролджэячсмитьбюё'
const byKey = new Map(latinKeys.split('').map((key, n) => [key, russianKeys[n] ?? key]))

/** What the same keys write with the Russian layout: `htcge,kbrb 5` → «республики 5». */
export const otherLayout = (text: string): string =>
  text
    .toLowerCase()
    // with this layout the key of the full stop is «/», of the comma «?»; between digits a slash is meant
    .replace(/(?<=[a-z[\];',.`])\/|\?/g, ' ')
    // a comma with a space after it is a comma that was typed on purpose
    .replace(/[,.;](?=\s|$)/g, ' ')
    .replace(/./g, (key) => byKey.get(key) ?? key)

const alike = new Map(
  'aAeEoOcCpPxXyYkKmMtTHB'.split('').map((c, n) => [c, 'аАеЕоОсСрРхХуУкКмМтТНВ'.split('')[n] ?? c]),
)

/** Latin letters that slipped into Russian words and house numbers: «Лeнина 5a» all in Russian. */
export const looksRussian = (text: string): string =>
  text.replace(/[^\s,.]*(?:[а-яё]|\d[A-Za-z]\b)[^\s,.]*/gi, (word) =>
    word.replace(/[A-Za-z]/g, (letter) => alike.get(letter) ?? letter),
  )

const sounds: readonly [RegExp, string][] = [
  [/shch|sch/g, 'щ'],
  [/sh/g, 'ш'],
  [/ch/g, 'ч'],
  [/zh/g, 'ж'],
  [/kh/g, 'х'],
  [/ts/g, 'ц'],
  [/y[ou]|j[ou]/g, 'ю'],
  [/y[ae]|j[ae]|ia/g, 'я'],
  [/(?<=[aeiouуеыаоэяию])[yj]/g, 'й'],
]
const letters = new Map(
  'abcdefghijklmnopqrstuvwxyz'.split('').map((c, n) => [c, 'абкдефгхийклмнопкрстуввхыз'.split('')[n] ?? c]),
)

/** A name spelt in Latin letters, near enough for a search that forgives: `Shirotnaya` → «широтная». */
export const spelt = (text: string): string =>
  sounds
    .reduce((done, [sound, letter]) => done.replace(sound, letter), text.toLowerCase())
    .replace(/[a-z]/g, (letter) => letters.get(letter) ?? letter)

/** The ways to read what was typed, the likeliest first; most often one. */
export function readings(text: string): string[] {
  if (!/[a-z]/i.test(text)) return [text]
  const russian = looksRussian(text)
  if (/[а-яё]{2}/i.test(russian) || !/[a-z]/i.test(russian)) return [russian]
  return [otherLayout(text), spelt(text)]
}
