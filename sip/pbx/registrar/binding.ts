import type { SipAccount } from '../../live.ts'
import type { Flow } from '../transport/flow.ts'

/** Where an account can be reached (RFC 3261 §10.3): over the flow it came on (RFC 5626 §5.3). */
export interface Binding {
  account: SipAccount
  /** `+sip.instance` with reg-id, else the contact URI: a reloaded page replaces its own contact. */
  key: string
  uri: string
  /** Contact as it was given, without its expires. */
  contact: string
  flow: Flow
  callId: string
  cseq: number
  expiresAt: number
}
