import type { ErrorBody } from './error.ts'
import type { JournalFrame, LiveState, Resumed } from './journal.ts'
import type { Heartbeat } from './operator-state.ts'
import type { Watching } from './task.ts'

/** Socket.IO events, typed for both ends. Path `/socket.io`; `auth: { csrf }` at the handshake, session by cookie. */
export interface ServerEvents {
  journal: (frame: JournalFrame) => void
  live: (state: LiveState) => void
  /** The telephone's secret was changed (a sign-out elsewhere): ask for new credentials. */
  phoneSecret: () => void
  /** The session is over (signed out elsewhere, expired): the socket is cut after this. */
  signedOut: () => void
}

/** A large snapshot, made once for all who ask about then: the JSON of `Snapshot` as of `seq`, compressed. */
export interface PackedSnapshot {
  kind: 'packed'
  seq: number
  /** A Buffer where it is made, an ArrayBuffer in browsers. */
  gzip: Uint8Array<ArrayBuffer> | ArrayBuffer
}

export type ResumeAnswer = Resumed | PackedSnapshot | { error: ErrorBody }

export interface ClientEvents {
  /** Answered at once: the page measures its way to the server. */
  echo: (ack: () => void) => void
  /**
   * `seq`: the last one seen, or null for a snapshot. `packed`: a large snapshot may come compressed. The socket is in
   * its room before the answer is made.
   */
  resume: (request: { seq: number | null; packed?: boolean }, ack: (answer: ResumeAnswer) => void) => void
  /** The page is alive and can take a call; every 3 s while its phone is on. Not acknowledged, not repeated. */
  heartbeat: (beat: Heartbeat) => void
  /** Which task the page has open: at every change, and now and then while it is. Not acknowledged, not repeated. */
  watching: (watching: Watching) => void
}
