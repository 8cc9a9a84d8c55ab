/**
 * Area codes of three digits whose towns have numbers of seven (Moscow, St Petersburg and the capitals of these regions);
 * the other regional capitals have four and six, as in Tyumen: 3452 and 00-00-12 (plan of numbering, order of the
 * Ministry of Communications 205 of 2017). A town with a code of five digits cannot be told by its number alone.
 */
const sevenDigits = new Set([
  ...['495', '496', '498', '499', '812', '343', '342', '383', '391', '846', '831', '843', '863', '861'],
  ...['347', '351', '423', '473'],
])

/** `3452000012` as it is read out: `3452 00-00-12`, `922 000-00-01`. Ten digits without the country; `*` may be among them. */
export function grouped(digits: string): string {
  // 9, 80, 88, 89: mobile, 800 and the like, which are nowhere
  const isOfTown =
    /^\d{4}/.test(digits) && !/^(9|8[089])/.test(digits) && !sevenDigits.has(digits.slice(0, 3))
  const area = isOfTown ? 4 : 3
  return `${digits.slice(0, area)} ${digits.slice(area, 6)}-${digits.slice(6, 8)}-${digits.slice(8)}`
}
