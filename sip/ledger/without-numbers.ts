/** Of a telephone number in any writing the last two digits remain; they are enough to find a call by. */
export const withoutNumbers = (text: string): string =>
  text.replaceAll(/\d[\d\s().-]{3,}\d/g, (found) => `***${found.replaceAll(/\D/g, '').slice(-2)}`)
