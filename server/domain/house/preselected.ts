/**
 * The flat that a draft begins with: the only one that the number is known to. Of several none is chosen for the
 * operator (domain.md, moment 3): a wrong address at the top of a form is read past.
 */
export const preselected = <T>(places: readonly T[]): T | undefined =>
  places.length === 1 ? places[0] : undefined
