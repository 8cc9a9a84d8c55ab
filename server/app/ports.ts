import type { Permission, Role } from '#contracts/permission.ts'

/** Read-through copies of slow-changing directories. Fails open: a miss is always a right answer. */
export interface Cache {
  get<T>(key: string): Promise<T | undefined>
  set(key: string, value: unknown, ttlSeconds: number): Promise<void>
  delete(key: string): Promise<void>
  stop(): Promise<void>
}

/** Counts attempts in a window, for all replicas together where Redis is configured. */
export interface RateLimiter {
  /** Counts one attempt; `allowed` is false from attempt `limit` + 1 on until the window is over. */
  hit(
    key: string,
    limit: number,
    windowSeconds: number,
  ): Promise<{ allowed: boolean; retryAfterSeconds: number }>
  reset(key: string): Promise<void>
  stop(): Promise<void>
}

/** Wakes the jobs whose truth are rows of `jobs`; never carries more than their ids. */
export interface JobRunner {
  start(): Promise<void>
  stop(): Promise<void>
}

/** The few methods of pino's logger that use cases call: facts first, then a fixed sentence. */
export interface Log {
  debug(facts: object, message: string): void
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}

/** Who does it. `system`: a PBX event or a job; `guest`: nobody has signed in. */
export interface Actor {
  userId: number | null
  name: string
  role: Role | 'system' | 'guest'
  permissions: readonly Permission[]
  sipUsername: string | null
  /** SHA-256 of the session token; null for the system. */
  sessionHash: Buffer | null
  ip: string
}

export const guestActor = (ip: string): Actor => ({
  userId: null,
  name: '',
  role: 'guest',
  permissions: [],
  sipUsername: null,
  sessionHash: null,
  ip,
})
