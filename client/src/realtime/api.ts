import { ErrorBody } from '#contracts/error.ts'
import { firstRoutes } from '#contracts/first-routes.ts'
import type { Route, RouteName, RouteRequest, RouteResponse } from '#contracts/http.ts'
import { ApiError } from './api-error.ts'
import { requestOf, type RequestParts } from './request.ts'

export interface Api {
  /** Calls the route; throws an ApiError when the answer is not the one that the contract promises. */
  <N extends RouteName>(name: N, request?: RouteRequest<N>, signal?: AbortSignal): Promise<RouteResponse<N>>
}

export interface ApiOptions {
  fetch: typeof globalThis.fetch
  /** The token of the session, '' before sign-in. */
  csrf: () => string
  /** The session is over; what was typed stays where it is and the person signs in again on top of it. */
  onNotSignedIn: () => void
}

/**
 * The body of an answer; null when it is no JSON.
 * @throws ApiError offline when the line broke within it: the server did answer, but what is not known (WHATWG Fetch,
 * "consume body", rejects with a TypeError then, and with a SyntaxError only for what is no JSON)
 */
export async function bodyOf(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return null
    throw new ApiError('offline', 0)
  }
}

/** What an answer that is no success says of itself. @throws ApiError offline */
export async function errorOf(response: Response): Promise<ApiError> {
  const body = ErrorBody.safeParse(await bodyOf(response))
  const retryAfter = Number(response.headers.get('retry-after') ?? body.data?.details?.['retryAfterSeconds'])
  // A proxy in front answers 502 or 504 without our body while the service restarts.
  const fallback = response.status >= 502 ? 'databaseAway' : 'unexpected'
  return new ApiError(
    body.data?.code ?? fallback,
    response.status >= 502 ? 503 : response.status,
    body.data ?? null,
    Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : null,
  )
}

const isFirst = (name: RouteName): name is keyof typeof firstRoutes => name in firstRoutes

/** @throws ApiError offline when what belongs to the route could not be loaded */
async function lateRoute(name: Exclude<RouteName, keyof typeof firstRoutes>): Promise<Route> {
  const { lateRoutes } = await import('#contracts/late-routes.ts').catch(() => {
    throw new ApiError('offline', 0)
  })
  return lateRoutes[name]
}

/** The client's side of contracts/http.ts. */
export function createApi({ fetch, csrf, onNotSignedIn }: ApiOptions): Api {
  return async (name, request, signal) => {
    const route: Route = isFirst(name) ? firstRoutes[name] : await lateRoute(name)
    const { url, init } = requestOf(route, (request ?? {}) as RequestParts, csrf())
    const response = await fetch(url, signal === undefined ? init : { ...init, signal }).catch(
      (thrown: unknown) => {
        if (signal?.aborted) throw thrown
        throw new ApiError('offline', 0)
      },
    )
    if (!response.ok) {
      const error = await errorOf(response)
      if (error.code === 'notSignedIn' && name !== 'me') onNotSignedIn()
      throw error
    }
    const parsed = route.response.safeParse(await bodyOf(response))
    if (!parsed.success) throw new ApiError('unexpected', response.status)
    // The boundary: TypeScript cannot follow that the schema of route N parses to the response of route N.
    return parsed.data as RouteResponse<typeof name>
  }
}
