/** A number with point or comma; null when it is none. */
export function parseNumber(text: string): number | null {
  const bare = text.replaceAll(/\s/g, '').replace(',', '.')
  return /^-?\d{1,9}(\.\d{1,6})?$/.test(bare) ? Number(bare) : null
}

export function parseInteger(text: string, least: number, most: number): number | null {
  const number = parseNumber(text)
  return number !== null && Number.isInteger(number) && number >= least && number <= most ? number : null
}
