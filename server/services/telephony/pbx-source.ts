import type { CallEvent } from '#contracts/call-event.ts'
import type { PbxLive } from '#sip/live.ts'
import type { SipDoor } from '../sip-door.ts'

/** A PBX as the telephony service uses it: a ledger to follow, a live state to watch. */
export interface PbxSource {
  /** `asterisk` or `embedded`: the source of its events. */
  name: string
  ledgerFile: string
  /** Does it put its ledger file aside itself, when it is long or old? */
  putsAside: boolean
  translate: (line: string, position: string, source: string) => CallEvent[]
  sipDoor: SipDoor | null
  /** Tells of every change from now on, beginning with the present state; returns what ends it. */
  watch(listener: { onLive: (live: PbxLive) => void; onLedger: () => void }): Promise<() => Promise<void>>
  /** Accounts changed (signed out, paused); without names: any. */
  refreshAccounts(usernames?: readonly string[]): void
  /** Trunks were changed. */
  trunksChanged(): void
  /** This operator takes the call (its id at the PBX) that waits, or rings at a colleague. */
  take(callId: string, username: string): void
  /** The place of this call in the queue, whose caller has hung up, is kept no longer. */
  takeOut(callId: string): void
  /** The operator's page said that it closes: his callers go to the head of the queue, unless a page of his is back. */
  giveBack(username: string): void
  stop(): Promise<void>
}
