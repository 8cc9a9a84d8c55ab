/** At least three digits and nothing that a number is not written with. */
export const looksLikeNumber = (text: string): boolean =>
  /^[\d\s()+-]+$/.test(text) && text.replace(/\D/g, '').length >= 3
