import type { TrunkLive } from '#contracts/trunk.ts'

/** What a PBX shows now and keeps no history of; both PBXs report it in this form. */
export interface PbxLive {
  state: 'up' | 'down'
  /** Since when, ISO 8601. */
  since: string
  operators: {
    sipUsername: string
    state: 'offline' | 'available' | 'ringing' | 'talking' | 'paused'
    since: string
  }[]
  /** Callers who wait in the queue. */
  waiting: number
  /** Trunks, the lines to providers; left out where there are none. */
  trunks?: TrunkLive[]
}

/** A SIP account as both PBXs know it; secrets only as HA1 (RFC 7616 section 3.4.2). */
export interface SipAccount {
  username: string
  kind: 'operator' | 'caller'
  /** hex of MD5(username:realm:secret) */
  ha1Md5: string
  /** hex of SHA-256(username:realm:secret) */
  ha1Sha256: string
  displayName: string
  /** The number that a caller's calls carry; '' for operators. */
  number: string
  /** Registered but not offered calls: paused, resting after a call, or not reachable. */
  isPaused: boolean
}

export interface AccountStore {
  /** Null when there is no such account or it expired. May be slow: it asks the database. */
  find(username: string): Promise<SipAccount | null>
}

/** The few lines of pino's logger that sip/ uses. */
export interface SipLog {
  debug(facts: object, message: string): void
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}
