import type { AccountStore, SipAccount } from '#sip/live.ts'
import type { Log } from '#server/ports.ts'

export interface RememberOptions {
  log: Log
  /** Milliseconds, monotonic. */
  now: () => number
  /** How long an account that was found once may answer for itself; milliseconds. */
  rememberMs?: number
  /** How long the store is waited for when the account is remembered; milliseconds. */
  waitMs?: number
}

/** More than an organisation has; the oldest are forgotten. */
const mostAccounts = 5_000

/**
 * Accounts of a store that may be away: the last known one answers for minutes, so that calls go on and phones stay
 * registered while PostgreSQL is frozen or restarted. What was deleted meanwhile (a sign-out) is noticed late; what was
 * never found, or found gone, is not made up.
 */
export function rememberAccounts(store: AccountStore, options: RememberOptions): AccountStore {
  const { log, now, rememberMs = 600_000, waitMs = 1_000 } = options
  const known = new Map<string, { account: SipAccount; at: number }>()
  let isAway = false

  const find = async (username: string): Promise<SipAccount | null> => {
    const account = await store.find(username)
    isAway = false
    known.delete(username)
    if (account === null) return null
    known.set(username, { account, at: now() })
    const [oldest] = known.keys()
    if (known.size > mostAccounts && oldest !== undefined) known.delete(oldest)
    return account
  }
  return {
    async find(username) {
      const last = known.get(username)
      if (last === undefined || now() - last.at > rememberMs) return find(username)
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<string>((resolve) => (timer = setTimeout(resolve, waitMs, 'late')))
      const found = await Promise.race([find(username).catch((): string => 'away'), late])
      clearTimeout(timer)
      if (found === null || typeof found === 'object') return found
      if (!isAway) log.warn({}, 'SIP accounts cannot be read: the last known ones answer')
      isAway = true
      return last.account
    },
  }
}
