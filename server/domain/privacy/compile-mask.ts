import { z } from 'zod'
import { masks } from '#contracts/masked.ts'
import type { Permission } from '#contracts/permission.ts'
import { leave, type Step } from './leave.ts'

type Schema = z.core.$ZodType

/** Has nothing inside. */
const simple: ReadonlySet<string> = new Set([
  'string',
  'number',
  'boolean',
  'enum',
  'literal',
  'null',
  'undefined',
  'transform',
])

/**
 * The schemas that a value of this one is made of, each with the step in its path.
 * @throws Error for a kind of schema that nobody has taught it: what it cannot look into could hide a number
 */
export function partsOf(schema: Schema): { at: string; part: Schema }[] {
  if (schema instanceof z.ZodObject)
    return Object.entries<Schema>(schema.shape).map(([at, part]) => ({ at: `.${at}`, part }))
  if (schema instanceof z.ZodArray) return [{ at: '[]', part: schema.element }]
  if (schema instanceof z.ZodTuple) return schema.def.items.map((part, n) => ({ at: `[${n}]`, part }))
  if (schema instanceof z.ZodRecord) return [{ at: '.*', part: schema.valueType }]
  if (schema instanceof z.ZodUnion) return schema.options.map((part) => ({ at: '', part }))
  if (schema instanceof z.ZodPipe) return [{ at: '', part: schema.def.out }]
  const inner = insideOf(schema)
  if (inner !== null) return [{ at: '', part: inner }]
  if (simple.has(schema._zod.def.type)) return []
  throw new Error(`masks do not know ${schema._zod.def.type}`)
}

/** Of what may be absent: what is there when it is. */
function insideOf(schema: Schema): Schema | null {
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional) return schema.def.innerType
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodReadonly) return schema.def.innerType
  return null
}

/** The permissions that some field needs. */
export const needsOf = (schema: Schema): Set<Permission> => {
  const mask = masks.get(schema)
  const inside = partsOf(schema).flatMap(({ part }) => [...needsOf(part)])
  return new Set(mask ? [mask.needs, ...inside] : inside)
}

/**
 * Puts the masks of the schema on its values, for somebody without these permissions; null: there is none to put on.
 * Values are as the schema parsed them: what it does not know is not looked into.
 */
export function compileMask(schema: Schema, missing: ReadonlySet<Permission>): Step | null {
  const mask = masks.get(schema)
  if (mask && missing.has(mask.needs)) return leave(mask.leaves, schema)
  if (schema instanceof z.ZodObject) return ofObject(schema.shape, missing)
  if (schema instanceof z.ZodArray) return ofArray(compileMask(schema.element, missing))
  if (schema instanceof z.ZodTuple) return ofTuple(schema.def.items, missing)
  if (schema instanceof z.ZodRecord) return ofRecord(compileMask(schema.valueType, missing))
  if (schema instanceof z.ZodUnion) return ofUnion(schema, missing)
  if (schema instanceof z.ZodPipe) return compileMask(schema.def.out, missing)
  const inner = insideOf(schema)
  if (inner !== null) return ofAbsent(compileMask(inner, missing))
  partsOf(schema) // refuses what it does not know
  return null
}

function ofAbsent(step: Step | null): Step | null {
  return step && ((value) => (value === null || value === undefined ? value : step(value)))
}

function ofObject(shape: Readonly<Record<string, Schema>>, missing: ReadonlySet<Permission>): Step | null {
  const fields = Object.entries(shape).flatMap(([key, schema]) => {
    const step = compileMask(schema, missing)
    if (step === null) return []
    const unless = Object.entries(masks.get(schema)?.unless ?? {})
    for (const [beside] of unless)
      if (!(beside in shape)) throw new Error(`${key} is masked by ${beside}, which is not beside it`)
    return [{ key, step, unless }]
  })
  if (fields.length === 0) return null
  return (value) => {
    const known = recordOf(value)
    const shown = { ...known }
    for (const { key, step, unless } of fields)
      if (key in known && !unless.some(([beside, is]) => known[beside] === is)) shown[key] = step(known[key])
    return shown
  }
}

const ofArray = (step: Step | null): Step | null => step && ((value) => listOf(value).map(step))

function ofTuple(items: readonly Schema[], missing: ReadonlySet<Permission>): Step | null {
  const steps = items.map((item) => compileMask(item, missing))
  if (steps.every((step) => step === null)) return null
  return (value) => listOf(value).map((item, n) => steps[n]?.(item) ?? item)
}

const ofRecord = (step: Step | null): Step | null =>
  step &&
  ((value) => Object.fromEntries(Object.entries(recordOf(value)).map(([key, item]) => [key, step(item)])))

/** Which of the options a value is must be told by its discriminator, or none of them may have a mask. */
function ofUnion(schema: z.ZodUnion, missing: ReadonlySet<Permission>): Step | null {
  const steps = new Map<unknown, Step | null>()
  const by = schema instanceof z.ZodDiscriminatedUnion ? schema.def.discriminator : null
  for (const option of schema.options) {
    const step = compileMask(option, missing)
    const name = by !== null && option instanceof z.ZodObject ? option.shape[by] : undefined
    if (name instanceof z.ZodLiteral) for (const literal of name.values) steps.set(literal, step)
    else if (step !== null) throw new Error('a masked option of a union needs a literal that tells it')
  }
  if (by === null || [...steps.values()].every((step) => step === null)) return null
  return (value) => {
    const step = steps.get(recordOf(value)[by])
    if (step === undefined) throw new Error('no option of the union')
    return step === null ? value : step(value)
  }
}

function recordOf(value: unknown): Record<string, unknown> {
  if (isRecord(value)) return value
  throw new Error('what is to be masked does not fit its schema')
}
function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value
  throw new Error('what is to be masked does not fit its schema')
}
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
