// Control characters and the marks that turn the direction of text (CVE-2021-42574) or hide it.
const deceiving = /[\p{Cc}\p{Cs}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu

/** Text of a stranger, fit to stand in a line: no control or direction marks, one space, of bounded length. */
export function plainText(text: string, maxLength: number): string {
  const tidy = text.replace(deceiving, ' ').replace(/\s+/g, ' ').trim().slice(0, maxLength)
  // Half of a surrogate pair may be left at the end.
  return tidy.replace(/[\uD800-\uDBFF]$/, '')
}
