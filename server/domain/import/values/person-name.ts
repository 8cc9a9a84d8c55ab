const titled = (word: string): string =>
  word.replace(/(^|[-\s])(\S)/g, (_, before: string, first: string) => before + first.toUpperCase())

/** «ИВАНОВ ИВАН» of a billing centre is written as people are written; a name in mixed case stays as it is. */
export function parseName(text: string): string {
  const bare = text.replaceAll(/\s+/g, ' ').trim()
  const isPlain = bare === bare.toUpperCase() || bare === bare.toLowerCase()
  return isPlain ? titled(bare.toLowerCase()) : bare
}

/** By which a person is known in his flat: case, ё and spaces do not matter. */
export const nameKey = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/[\s.]+/g, ' ')
    .trim()
