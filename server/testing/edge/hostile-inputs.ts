import type { z } from 'zod'

/** Texts that no column of PostgreSQL takes, and how JSON or an address may carry them. */
export const unstorable = ['\0', 'а\0б', '\ud83d', 'а\udc00б', '\ud83d\0\udca7'] as const

/** Times that parse in form or in JavaScript and that a database, a calendar or a loop over days cannot follow. */
const farTimes = [
  '0000-01-01T00:00:00.000Z',
  '9999-12-31T23:59:59.999Z',
  '+275760-09-13T00:00:00.000Z',
  '0000-01-01',
  '9999-12-31',
  '0000-01',
  '9999-12',
  '275760-09',
]
const hugeNumbers = [2 ** 31, 2 ** 53 - 1, -(2 ** 53) + 1, 2 ** 63, 1e300, 0.5]

/** What a schema is tried with: something it takes, and the same with one leaf of it turned bad. */
export interface Tried {
  valid: unknown
  /** Text that cannot be kept, times out of reach: each is to be refused. */
  refused: unknown[]
  /** Numbers out of reach: refused or not found, but never a fault of ours. */
  odd: unknown[]
}

const texts = [
  'Нет воды',
  '7',
  '2026-11',
  '2026-11-22',
  '2026-11-22T10:00:00.000Z',
  'wss://dispatch.example.ru/ws',
].concat([
  '7202000000',
  '1027200000000',
  '3452',
  'УЮ',
  'dispatch.example.ru',
  'info@example.ru',
  '11111111-1111-4111-8111-111111111111',
])
const numbers = [1, 0, 2, 8, 2000]

const firstOf = (schema: z.core.$ZodType, candidates: readonly unknown[]): unknown => {
  const found = candidates.find((value) => (schema as z.ZodType).safeParse(value).success)
  if (found === undefined) throw new Error(`no sample for ${JSON.stringify(schema._zod.def)}`)
  return found
}

const wrapped = (inner: Tried, wrap: (value: unknown) => unknown): Tried => ({
  valid: wrap(inner.valid),
  refused: inner.refused.map(wrap),
  odd: inner.odd.map(wrap),
})

/** Each part valid but one. */
function joined(
  parts: readonly (readonly [key: string, tried: Tried])[],
  wrap: (values: object) => unknown,
): Tried {
  const valid = Object.fromEntries(parts.map(([key, { valid: value }]) => [key, value]))
  const each = (kind: 'refused' | 'odd'): unknown[] =>
    parts.flatMap(([key, tried]) => tried[kind].map((value) => wrap({ ...valid, [key]: value })))
  return { valid: wrap(valid), refused: each('refused'), odd: each('odd') }
}

/** Walks a contract; a kind of schema that is new to the contracts is told by an error, so that it is not passed by. */
export function tries(schema: z.core.$ZodType): Tried {
  const { def } = (schema as z.core.$ZodTypes)._zod
  switch (def.type) {
    case 'string':
      return {
        valid: firstOf(schema, texts),
        refused: [...unstorable, ...farTimes.filter(isTime(schema))],
        odd: digits,
      }
    case 'number':
      return { valid: firstOf(schema, numbers), refused: [], odd: hugeNumbers }
    case 'boolean':
      return { valid: true, refused: [...unstorable], odd: [] }
    case 'enum':
      return { valid: Object.values(def.entries)[0], refused: [...unstorable], odd: [] }
    case 'literal':
      return { valid: def.values[0], refused: [...unstorable], odd: [] }
    case 'null':
      return { valid: null, refused: [...unstorable], odd: [] }
    case 'unknown':
      return { valid: {}, refused: [], odd: [] }
    case 'optional':
    case 'nullable':
    case 'default':
      return tries(def.innerType)
    case 'array':
      return wrapped(tries(def.element), (value) => [value])
    case 'tuple':
      return joined(
        def.items.map((item, index) => [String(index), tries(item)]),
        (values) => Object.values(values),
      )
    case 'object':
      return joined(
        Object.entries(def.shape).map(([key, inner]) => [key, tries(inner)]),
        (values) => values,
      )
    case 'union': {
      const options = def.options.map(tries)
      return {
        valid: options[0]?.valid,
        refused: options.flatMap(({ refused }) => refused),
        odd: options.flatMap(({ odd }) => odd),
      }
    }
    default:
      throw new Error(`${def.type} is new to the contracts of inputs: say here how it is tried`)
  }
}
const digits = ['9'.repeat(20)]
/** Is it a time that is asked for? Free text may say anything that looks like one. */
const isTime = (schema: z.core.$ZodType) => {
  const takes = (text: string): boolean => (schema as z.ZodType).safeParse(text).success
  const isFree = takes('Нет воды') || takes('7')
  return () => !isFree && texts.some((text) => /^\d{4}-/.test(text) && takes(text))
}
