import type { z } from 'zod'
import { firstRoutes } from './first-routes.ts'
import { lateRoutes } from './late-routes.ts'
import type { Route } from './route.ts'

/** Every HTTP route, once: the server's guard, the OpenAPI document and the client's calls are made from it. */
export type { Route } from './route.ts'

export const routes = { ...firstRoutes, ...lateRoutes } satisfies Record<string, Route>

export type Routes = typeof routes
export type RouteName = keyof Routes
type Part<N extends RouteName, K extends string> =
  Routes[N] extends Record<K, infer S extends z.ZodType> ? z.output<S> : undefined
/** What a use case receives for the route: parsed parts, undefined where the route has none. */
export interface RouteInput<N extends RouteName> {
  params: Part<N, 'params'>
  query: Part<N, 'query'>
  body: Part<N, 'body'>
}
type Raw<N extends RouteName, K extends string> =
  Routes[N] extends Record<K, infer S extends z.ZodType> ? { [P in K]: z.input<S> } : { [P in K]?: never }
/** What a client sends for the route. */
export type RouteRequest<N extends RouteName> = Raw<N, 'params'> & Raw<N, 'query'> & Raw<N, 'body'>
export type RouteResponse<N extends RouteName> = z.output<Routes[N]['response']>
