/**
 * Which of the four Russian forms `none | one | few | many` suits the number (CLDR rules for ru; `none` is our own,
 * for whole phrases such as "никто не ждёт"). With fewer forms in the message the last one serves.
 */
export function pluralRu(choice: number, forms: number): number {
  const n = Math.abs(choice)
  if (n === 0) return 0
  const isTeen = n % 100 > 10 && n % 100 < 20
  const form = !isTeen && n % 10 === 1 ? 1 : !isTeen && n % 10 >= 2 && n % 10 <= 4 ? 2 : 3
  return Math.min(form, forms - 1)
}

/** `none | one | many`, or with four forms as in Russian `none | one | many | many`. */
export const pluralEn = (choice: number, forms: number): number =>
  Math.min(choice === 0 ? 0 : Math.abs(choice) === 1 ? 1 : 2, forms - 1)
