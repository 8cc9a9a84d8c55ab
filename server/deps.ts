import type { Store } from './store.ts'
import type { Announcements, Cache, Log, Messages, RateLimiter } from '#server/ports.ts'

/** What a use case may use: (deps, actor, input) -> result. Built only in server/main.ts and in tests. */
export interface Deps {
  store: Store
  cache: Cache
  limiter: RateLimiter
  announcements: Announcements
  messages: Messages
  log: Log
  now: () => Date
  /** Facts of the installation that do not change while it runs. */
  installation: {
    /** IANA zone of the organisation; numbering years and calendars of deadlines are local to it. */
    timeZone: string
    pbx: 'embedded' | 'asterisk'
    /** Realm of SIP digests; changing it ends all SIP secrets. */
    sipRealm: string
    sipDomain: string
    /** Number that reaches the queue. */
    queueNumber: string
    /** Is the resident's call page served? */
    callPage: boolean
  }
}
