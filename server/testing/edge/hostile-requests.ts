import type { Route } from '#contracts/http.ts'
import { tries, type Tried } from './hostile-inputs.ts'

export interface HostileRequest {
  /** With the query. */
  path: string
  body?: unknown
}

/** Every request to a route that has one part of its input turned bad; what an address cannot carry is left out. */
export function hostileRequests(route: Route): { refused: HostileRequest[]; odd: HostileRequest[] } {
  const none: Tried = { valid: {}, refused: [], odd: [] }
  const [params, query, body] = [route.params, route.query, route.body].map((schema) =>
    schema === undefined ? none : tries(schema),
  ) as [Tried, Tried, Tried]

  const request = (values: { params?: unknown; query?: unknown; body?: unknown }): HostileRequest[] => {
    const path = pathOf(route.path, values.params ?? params.valid)
    const search = searchOf(values.query ?? {})
    if (path === null || search === null) return []
    return [{ path: path + search, ...(route.body === undefined ? {} : { body: values.body ?? body.valid }) }]
  }
  const each = (kind: 'refused' | 'odd'): HostileRequest[] => [
    ...params[kind].flatMap((value) => request({ params: value })),
    ...query[kind].flatMap((value) => request({ query: value })),
    ...body[kind].flatMap((value) => request({ body: value })),
  ]
  return { refused: each('refused'), odd: each('odd') }
}

const wellFormed = (value: unknown): value is string | number | boolean =>
  typeof value === 'number' ||
  typeof value === 'boolean' ||
  (typeof value === 'string' && value.isWellFormed())

function pathOf(path: string, params: unknown): string | null {
  const values = Object.entries(params as Record<string, unknown>)
  if (!values.every(([, value]) => wellFormed(value))) return null
  return values.reduce(
    (filled, [key, value]) => filled.replace(`:${key}`, encodeURIComponent(String(value))),
    path,
  )
}

function searchOf(query: unknown): string | null {
  const values = Object.entries(query as Record<string, unknown>)
  if (!values.every(([, value]) => wellFormed(value))) return null
  return values.length === 0
    ? ''
    : `?${values.map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`).join('&')}`
}
