import type { Context } from 'koa'
import type { RouteInput, RouteName, RouteResponse, Routes } from '#contracts/http.ts'
import type { LimitedPermission, Permission } from '#contracts/permission.ts'
import type { Deps } from '#server/deps.ts'
import type { Actor, Person } from '#server/ports.ts'
import type { Edge } from './http/edge.ts'
import type { JobHandlers } from './queue/run-job.ts'
import type { Intervals } from './queue/repeating.ts'

/** For the few handlers that answer with more than a body: cookies, and where the request came from. */
export interface RequestFacts {
  ctx: Context
  edge: Edge
}

/** Whom the route lets in: anybody, or somebody of the house. */
export type Asks<N extends RouteName> = Routes[N]['access'] extends 'public' ? Actor : Person

/** A use case is a handler as it stands: (deps, person, input) -> response. Who may ask is the route's to say. */
export type Handler<N extends RouteName> = (
  deps: Deps,
  actor: Asks<N>,
  input: RouteInput<N>,
  request: RequestFacts,
) => Promise<RouteResponse<N>>

export type Handlers<N extends RouteName> = { [K in N]: Handler<K> }

/** What is no JSON: sounds, tables. `access` as with the routes of the contract, but never for strangers. */
export type FileRoute = {
  method: 'get' | 'post' | 'put' | 'delete'
  path: string
  serve: (edge: Edge) => ServeFile
} & (
  | { access: Exclude<Permission, LimitedPermission> }
  | {
      access: Permission
      /** Whose the file is: who is limited to companies is served it when all of these are among them. */
      companiesOf: (deps: Deps, id: string) => Promise<readonly number[]>
    }
)

export type ServeFile = (ctx: Context, person: Person) => Promise<void>

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
