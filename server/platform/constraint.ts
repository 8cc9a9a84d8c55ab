import { Refusal } from '#contracts/error.ts'

/** SQLSTATEs of constraints that a person's input may break, and what he is told. */
const refusals: Record<string, () => Refusal> = {
  // unique_violation: another entry has this name, or this number in the street
  '23505': () => new Refusal('inUse', { by: 'same' }),
  // foreign_key_violation: the street, the point or the person that was chosen is not there any more
  '23503': () => new Refusal('badInput', { field: 'reference' }),
  // check_violation: an end before its beginning
  '23514': () => new Refusal('badInput', { field: 'period' }),
}

/**
 * Runs a transaction that writes what a person typed; the constraints of the tables are the rules, so they are not
 * asked beforehand and cannot be raced.
 * @throws Refusal inUse `by: same`, badInput
 */
export async function keepingConstraints<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    throw refusals[code]?.() ?? error
  }
}
