import { z } from 'zod'
import { routes, type RouteName, type RouteRequest, type RouteResponse } from '#contracts/http.ts'
import { SignedIn } from '#contracts/user.ts'

/** Somebody of the shift, signed in, who uses the product as its pages do. */
export interface Desk {
  ask<N extends RouteName>(name: N, request?: RouteRequest<N>): Promise<RouteResponse<N>>
  /** What proves who he is, to the socket too. */
  session: { origin: string; cookie: string; csrf: string }
}

const Parts = z.object({
  params: z.record(z.string(), z.unknown()).default({}),
  query: z.record(z.string(), z.unknown()).default({}),
  body: z.unknown().optional(),
})

export async function openDesk(origin: string, login: string, password: string): Promise<Desk> {
  const answer = await fetch(`${origin}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ login, password }),
  })
  if (!answer.ok) throw new Error(`sign-in answers ${answer.status}: ${await answer.text()}`)
  const { csrf } = SignedIn.parse(await answer.json())
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const ask = async <N extends RouteName>(name: N, request?: RouteRequest<N>): Promise<RouteResponse<N>> => {
    const { method, path, response: shape } = routes[name]
    const { params, query, body } = Parts.parse(request ?? {})
    const filled = Object.entries(params).reduce(
      (url, [key, value]) => url.replace(`:${key}`, encodeURIComponent(String(value))),
      path as string,
    )
    const url = new URL(filled, origin)
    for (const [key, value] of Object.entries(query)) url.searchParams.set(key, String(value))
    const response = await fetch(url, {
      method,
      headers: { cookie, origin, 'x-csrf-token': csrf, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${name} answers ${response.status}: ${await response.text()}`)
    return shape.parse(await response.json()) as RouteResponse<N>
  }
  return { ask, session: { origin, cookie, csrf } }
}
