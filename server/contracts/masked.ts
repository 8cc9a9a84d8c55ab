import { z } from 'zod'
import type { Permission } from './permission.ts'

/**
 * What is left of a field for who lacks its permission. `number`: a telephone number but for area and last digits;
 * `text`: free text without what looks like one; `nothing`: '', [], null or no field, as its schema allows;
 * `numberChange`: of a record of changes the entry `phone` has numbers.
 */
export type MaskKind = 'number' | 'text' | 'nothing' | 'numberChange'

export interface Mask {
  needs: Permission
  leaves: MaskKind
  /** Shown all the same where the field beside it has this value. */
  unless?: Readonly<Record<string, string>> | undefined
}

/** What is masked, by schema; domain/privacy carries it out for answers and pushes alike (ADR 0027). */
export const masks = z.registry<Mask>()

/** The schema of a field that is shown in full only with a permission. It parses as before. */
export function masked<S extends z.ZodType>(
  schema: S,
  needs: Permission,
  leaves: MaskKind,
  unless?: Mask['unless'],
): S {
  // a schema of its own: the same `Text` stands in a hundred fields
  const own = schema.clone()
  masks.add(own, { needs, leaves, unless })
  return own
}
