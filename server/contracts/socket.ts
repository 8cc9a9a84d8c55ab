import type { ErrorBody } from './error.ts'
import type { JournalFrame, LiveState, Resumed } from './journal.ts'
import type { Heartbeat } from './operator-state.ts'

/** Socket.IO events, typed for both ends. Path `/socket.io`; `auth: { csrf }` at the handshake, session by cookie. */
export interface ServerEvents {
  journal: (frame: JournalFrame) => void
  live: (state: LiveState) => void
  /** The telephone's secret was changed (a sign-out elsewhere): ask for new credentials. */
  phoneSecret: () => void
  /** The session is over (signed out elsewhere, expired): the socket is cut after this. */
  signedOut: () => void
}

export interface ClientEvents {
  /** Answered at once: the page measures its way to the server. */
  echo: (ack: () => void) => void
  /** `seq`: the last one seen, or null for a snapshot. The socket is in its room before the answer is made. */
  resume: (request: { seq: number | null }, ack: (answer: Resumed | { error: ErrorBody }) => void) => void
  /** The page is alive and can take a call; every 3 s while its phone is on. Not acknowledged, not repeated. */
  heartbeat: (beat: Heartbeat) => void
}
