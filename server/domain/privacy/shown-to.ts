import type { z } from 'zod'
import type { Permission } from '#contracts/permission.ts'
import { compileMask, needsOf } from './compile-mask.ts'
import type { Step } from './leave.ts'

const same: Step = (value) => value

interface Compiled {
  needs: readonly Permission[]
  /** By the permissions that are missing, as text. */
  steps: Map<string, Step>
}
const compiled = new WeakMap<z.ZodType, Compiled>()

/**
 * Values of the schema as somebody with these permissions may see them. Compiled once for each schema and what is
 * missing; where nothing is missing it is the value itself, untouched.
 */
export function shownTo<S extends z.ZodType>(
  schema: S,
  permissions: readonly Permission[],
): (value: z.output<S>) => z.output<S> {
  const known = compiled.get(schema) ?? { needs: [...needsOf(schema)].toSorted(), steps: new Map() }
  compiled.set(schema, known)
  const missing = known.needs.filter((permission) => !permissions.includes(permission))
  const key = missing.join()
  const step = known.steps.get(key) ?? compileMask(schema, new Set(missing)) ?? same
  known.steps.set(key, step)
  // The boundary: a mask keeps the shape of what its schema describes, which TypeScript cannot follow
  return step as (value: z.output<S>) => z.output<S>
}
