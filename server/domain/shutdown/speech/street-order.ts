/** House numbers as they stand along a street: 2, 5, 5/2, 5а, 10. */
export const inStreetOrder = (a: string, b: string): number => collator.compare(a, b)

const collator = new Intl.Collator('ru', { numeric: true })
