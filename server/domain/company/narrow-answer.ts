import { z } from 'zod'

type Schema = z.core.$ZodType
/** What is left of a value; `gone`: nothing, and of what needs it neither. */
type Step = (value: unknown, companies: ReadonlySet<number>) => unknown

const gone = Symbol('gone')

/** An object with one of these fields is a company's, whichever schema it stands in. */
const ownerFields = ['companyId', 'companyIds'] as const

const isOf = (value: Record<string, unknown>, companies: ReadonlySet<number>): boolean => {
  const { companyId, companyIds } = value
  if ('companyIds' in value)
    return Array.isArray(companyIds) && companyIds.length > 0 && companyIds.every((id) => companies.has(id))
  return typeof companyId === 'number' && companies.has(companyId)
}

/**
 * What of the schema's values is a company's is left out for who may not read of that company, and for everybody who is
 * limited where nobody knows whose it is. In a list it is left out, where there may be none it is null, and what cannot
 * be without it goes too: at the end the whole answer, which is null then.
 */
export function narrowedTo<S extends z.ZodType>(
  schema: S,
): (value: z.output<S>, companies: ReadonlySet<number>) => z.output<S> | null {
  const step = stepOf(schema)
  return (value, companies) => {
    const left = step === null ? value : step(value, companies)
    // The boundary: what is left keeps the shape of what its schema describes, which TypeScript cannot follow
    return left === gone ? null : (left as z.output<S>)
  }
}

/** Null: nothing in it is a company's. @throws Error for a kind of schema that nobody has taught it */
function stepOf(schema: Schema): Step | null {
  if (schema instanceof z.ZodObject) return ofObject(schema.shape)
  if (schema instanceof z.ZodArray) return ofArray(stepOf(schema.element))
  if (schema instanceof z.ZodNullable) return ofNullable(stepOf(schema.def.innerType))
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) {
    const inner = stepOf(schema.def.innerType)
    return inner && ((value, companies) => (value === undefined ? value : inner(value, companies)))
  }
  if (schema instanceof z.ZodReadonly) return stepOf(schema.def.innerType)
  if (schema instanceof z.ZodPipe) return stepOf(schema.def.out)
  const parts: readonly Schema[] =
    schema instanceof z.ZodUnion
      ? schema.options
      : schema instanceof z.ZodTuple
        ? schema.def.items
        : schema instanceof z.ZodRecord
          ? [schema.valueType]
          : []
  if (parts.some((part) => stepOf(part) !== null))
    throw new Error(`what is a company's may not stand in a ${schema._zod.def.type}`)
  if (parts.length === 0 && !simple.has(schema._zod.def.type))
    throw new Error(`narrowing does not know ${schema._zod.def.type}`)
  return null
}

/** Has nothing inside. */
const simple: ReadonlySet<string> = new Set([
  ...['string', 'number', 'boolean', 'enum', 'literal', 'null', 'undefined', 'transform'],
  // of these nothing can be a company's: their parts were asked
  ...['union', 'tuple', 'record'],
])

function ofObject(shape: Readonly<Record<string, Schema>>): Step | null {
  const isOwned = ownerFields.some((field) => field in shape)
  const steps = Object.entries(shape).flatMap(([key, schema]) => {
    const step = stepOf(schema)
    return step === null ? [] : [[key, step] as const]
  })
  if (!isOwned && steps.length === 0) return null
  return (value, companies) => {
    const known = recordOf(value)
    if (isOwned && !isOf(known, companies)) return gone
    const left = { ...known }
    for (const [key, step] of steps) {
      if (!(key in known)) continue
      const part = step(known[key], companies)
      if (part === gone) return gone
      left[key] = part
    }
    return left
  }
}

const ofArray = (step: Step | null): Step | null =>
  step &&
  ((value, companies) =>
    listOf(value)
      .map((item) => step(item, companies))
      .filter((item) => item !== gone))

const ofNullable = (step: Step | null): Step | null =>
  step &&
  ((value, companies) => {
    const left = value === null ? null : step(value, companies)
    return left === gone ? null : left
  })

function recordOf(value: unknown): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>
  throw new Error('what is to be narrowed does not fit its schema')
}
function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value
  throw new Error('what is to be narrowed does not fit its schema')
}
