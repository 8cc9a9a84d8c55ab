import { z } from 'zod'
import type { MaskKind } from '#contracts/masked.ts'
import { maskNumber } from './mask-number.ts'
import { maskText } from './mask-text.ts'

/** Makes what is shown of a value instead of it. */
export type Step = (value: unknown) => unknown

/** How a mask of this kind is put on values of this schema. @throws Error where the kind does not suit the schema */
export function leave(kind: MaskKind, schema: z.core.$ZodType): Step {
  switch (kind) {
    case 'number':
      return ofText(maskNumber)
    case 'text':
      return ofText(maskText)
    case 'nothing':
      return nothingOf(schema)
    case 'numberChange':
      return maskNumberChange
  }
}

const ofText =
  (mask: (text: string) => string): Step =>
  (value) =>
    // null and undefined say that there is none, anything else is no text and keeps nothing
    typeof value === 'string' ? mask(value) : value === null ? null : undefined

function nothingOf(schema: z.core.$ZodType): Step {
  if (schema instanceof z.ZodNullable) return () => null
  if (schema instanceof z.ZodOptional) return () => undefined
  if (schema instanceof z.ZodArray) return () => []
  if (schema instanceof z.ZodString) return () => ''
  throw new Error(`nothing can stand for a ${schema._zod.def.type}`)
}

/** Field → before, after: of the field `phone` both are numbers. */
function maskNumberChange(changes: unknown): unknown {
  if (typeof changes !== 'object' || changes === null) return {}
  return Object.fromEntries(
    Object.entries(changes).map(([field, values]: [string, unknown]) => [
      field,
      field === 'phone' && Array.isArray(values) ? values.map(ofText(maskNumber)) : values,
    ]),
  )
}
