import type { Role } from '#contracts/permission.ts'
import type { Browser } from '../edge/edge.ts'

/** What is sent: values of path parameters, the query, the body. */
export interface Sent {
  params?: Record<string, string>
  query?: string
  body?: unknown
}

/** How a route is tried by routes.test.ts; one file a noun. */
export interface Case {
  /** Breaks the contract; absent where nothing is sent that could. */
  bad?: Sent
  /** In form, but of something that is not there; for routes with parameters. */
  gone?: Sent
  /** Makes what is needed and gives what is answered by 200. */
  done: (admin: Browser) => Promise<Sent>
  /** Who does it, where an admin cannot: one without a phone has no calls. */
  by?: Role
}
