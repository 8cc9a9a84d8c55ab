import type { Context, Middleware } from 'koa'
import type { RouteInput, RouteName, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Actor } from '#server/ports.ts'
import type { Edge } from './http/edge.ts'
import type { JobHandlers } from './queue/run-job.ts'
import type { Intervals } from './queue/repeating.ts'

/** For the few handlers that answer with more than a body: cookies, and where the request came from. */
export interface RequestFacts {
  ctx: Context
  edge: Edge
}

/** A use case is a handler as it stands: (deps, actor, input) -> response. */
export type Handler<N extends RouteName> = (
  deps: Deps,
  actor: Actor,
  input: RouteInput<N>,
  request: RequestFacts,
) => Promise<RouteResponse<N>>

export type Handlers<N extends RouteName> = { [K in N]: Handler<K> }

/** What is no JSON: sounds, tables. Each admits who asks by itself. */
export interface FileRoute {
  method: 'get' | 'post' | 'put' | 'delete'
  path: string
  serve: (edge: Edge) => Middleware
}

/** What a noun brings to the house: the face that server/features.ts lists, and nothing else of it does (ADR 0032). */
export interface Feature<N extends RouteName> {
  /** By the names of contracts/http.ts, whose `access` the guard has asked before. */
  handle: Handlers<N>
  files?: readonly FileRoute[]
  jobs?: JobHandlers
  /** Jobs of these kinds come again so many minutes after their end. */
  repeats?: Intervals
}

export const feature = <N extends RouteName>(made: Feature<N>): Feature<N> => made
