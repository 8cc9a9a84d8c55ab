import type { PbxLive, SipLog } from '../live.ts'

export interface WatchAsteriskOptions {
  host: string
  port: number
  username: string
  secret: string
  log: SipLog
  /** Called on every change, never twice with the same state. */
  onLive: (live: PbxLive) => void
  /** The CEL file; when given, holds (which CEL lacks) are appended to it, so that they take the one event path. */
  celFile?: string
}

export interface AsteriskWatch {
  live(): PbxLive
  stop(): Promise<void>
}

/** Follows the live state of Asterisk by AMI; reconnects for ever. */
export function watchAsterisk(options: WatchAsteriskOptions): AsteriskWatch {
  throw new Error(`not written yet ${options.host}`)
}
