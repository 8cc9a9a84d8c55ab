/** Values of forms are plain data of the contracts: equal when they are written alike. */
export const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

export type FieldName<F> = keyof F & string

/** The boundary: TypeScript gives the keys of an object as strings alone. */
const namesOf = <F extends object>(fields: F): FieldName<F>[] => Object.keys(fields) as FieldName<F>[]

export const fieldsThatDiffer = <F extends object>(a: F, b: F): FieldName<F>[] =>
  namesOf(b).filter((name) => !isSame(a[name], b[name]))

export function pick<F extends object>(fields: F, names: readonly FieldName<F>[]): Partial<F> {
  const picked: Partial<F> = {}
  for (const name of names) picked[name] = fields[name]
  return picked
}

/**
 * Somebody saved while this form was being filled: untouched fields take the new values, touched ones stay.
 * `clashes`: touched here and changed there to something else.
 */
export function mergeFields<F extends object>(
  base: F,
  mine: F,
  theirs: F,
): { mine: F; clashes: FieldName<F>[] } {
  const touched = fieldsThatDiffer(base, mine)
  return {
    mine: { ...theirs, ...pick(mine, touched) },
    clashes: fieldsThatDiffer(base, theirs).filter(
      (name) => touched.includes(name) && !isSame(mine[name], theirs[name]),
    ),
  }
}
