import { describe, expect, it } from 'vitest'
import { tries } from '#server/testing/edge/hostile-inputs.ts'
import { routes, type Route } from '#contracts/http.ts'

const inputs = Object.entries<Route>(routes).flatMap(([name, route]) =>
  (['params', 'query', 'body'] as const).flatMap((part) => {
    const schema = route[part]
    return schema === undefined ? [] : [{ name, part, schema }]
  }),
)

describe.each(inputs)('$part of $name', ({ schema }) => {
  const { valid, refused } = tries(schema)
  it('takes what is right', () => {
    expect(schema.safeParse(valid).error).toBeUndefined()
  })
  it('refuses text that cannot be kept and times out of reach, wherever they stand', () => {
    expect(refused.filter((value) => schema.safeParse(value).success)).toEqual([])
  })
})
