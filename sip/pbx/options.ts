import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { AccountStore, PbxLive, SipLog } from '../live.ts'
import type { Limits } from './limits.ts'

/** What the embedded PBX is built from. */
export interface PbxOptions {
  /** Host part of every address of this PBX: sip:<user>@<domain>. */
  domain: string
  /** Realm of the digests; HA1s of the account store are made with it. */
  realm: string
  accounts: AccountStore
  /** File to which events are appended, one JSON line each; made with its folder when missing. */
  ledgerFile: string
  queue: QueueOptions
  log: SipLog
  /** Called after each event that reached the ledger file: the tail may read now. */
  onLedger?: () => void
  /** Called when the live state changed, at most once a turn of the event loop. */
  onLive?: (live: PbxLive) => void
  limits?: Partial<Limits>
  /** How long a call waits for an operator whose flow was lost, before its caller goes back to the head of the queue. */
  lostPageSeconds?: () => number
  /** Address of the peer, when the PBX stands behind a proxy that is trusted; default: the socket's. */
  remoteAddress?: (req: IncomingMessage) => string
  /** Is a page of this origin allowed to open a SIP socket? Default: yes; the digest decides. */
  isOriginAllowed?: (origin: string | undefined, req: IncomingMessage) => boolean
}

export interface QueueOptions {
  /** Number that callers dial, e.g. `112`. */
  number: string
  /** Name in events and on boards, e.g. `dispatch`. */
  name: string
  /** How long one operator is rung before the next. */
  ringSeconds: number
  /** How long a caller waits at most before a call-back is promised. */
  maxWaitSeconds: number
  /** Rest of an operator after a call before the next is offered. */
  wrapUpSeconds: number
}

export interface Pbx {
  /** Takes an HTTP upgrade to WebSocket (subprotocol `sip`, RFC 7118); refuses it with an HTTP status otherwise. */
  handleUpgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void
  live(): PbxLive
  /** Accounts changed (paused, signed out): asks the store again; without names, of everybody who is connected. */
  refreshAccounts(usernames?: readonly string[]): void
  /** This operator takes the call that waits or rings at a colleague; nothing when it does not wait, or he is not free. */
  take(callId: string, username: string): void
  /** The operator's page said that it closes: his residents go to the head of the queue, unless a page of his is back. */
  giveBack(username: string): void
  /** Ends every call (their ends are in the ledger), closes every socket, resolves when the ledger is closed. */
  stop(): Promise<void>
}
