import type { RouteName, Routes } from '#contracts/http.ts'
import type { LimitedPermission } from '#contracts/permission.ts'

/** Routes for which the permissions of who is limited to companies are enough. */
type RouteOfLimited = {
  [N in RouteName]: Routes[N]['access'] extends 'public' | 'signedIn' | LimitedPermission ? N : never
}[RouteName]

/**
 * What each of them answers to who is limited to companies: `open`, nothing in it is a company's; `narrowed`, without
 * what is of others; `refused`, nothing. A new route that he could ask does not compile until it stands here; every other
 * one is refused for want of its permission.
 */
const routesOfLimited: Readonly<Record<RouteOfLimited, 'open' | 'narrowed' | 'refused'>> = {
  publicSettings: 'open',
  signIn: 'open',
  signOut: 'open',
  me: 'open',
  callerCredentials: 'open',
  listClassifier: 'open',
  listCalls: 'narrowed',
  getCall: 'narrowed',
  listTasks: 'narrowed',
  getTask: 'narrowed',
  listShutdowns: 'narrowed',
  getShutdown: 'narrowed',
  dailySummary: 'narrowed',
  shutdownHours: 'narrowed',
  // of the calls of all
  listSuggestions: 'refused',
}

export const narrowingOf = (name: RouteName): 'open' | 'narrowed' | 'refused' =>
  // a route that is not for him has no place in the table
  (routesOfLimited as Partial<Record<RouteName, 'open' | 'narrowed' | 'refused'>>)[name] ?? 'refused'
