import type { Route } from '#contracts/http.ts'
import { storableText } from '#contracts/text.ts'

export interface RequestParts {
  params?: Record<string, string | number>
  query?: Record<string, string | number | undefined>
  body?: unknown
}

/** Half an emoji, left where a field cut the text, must not keep a draft from being saved. */
const storable = (_: string, value: unknown): unknown =>
  typeof value === 'string' ? storableText(value) : value

/** Address and options of a request: `:name` of the path from params, the query without empty values, JSON body. */
export function requestOf(
  route: Pick<Route, 'method' | 'path'>,
  { params = {}, query = {}, body }: RequestParts,
  csrf: string,
): { url: string; init: RequestInit } {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(params[name] ?? '')),
  )
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(name, String(value))
  }
  const headers: Record<string, string> = { accept: 'application/json' }
  if (route.method !== 'GET') {
    if (csrf !== '') headers['x-csrf-token'] = csrf
    headers['content-type'] = 'application/json'
  }
  const init: RequestInit = { method: route.method, headers, credentials: 'same-origin' }
  if (route.method !== 'GET') init.body = JSON.stringify(body ?? {}, storable)
  return { url: search.size > 0 ? `${path}?${search}` : path, init }
}
