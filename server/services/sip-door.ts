import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

/** Where SIP WebSockets go after the guard let them pass. */
export type SipDoor = (req: IncomingMessage, socket: Duplex, head: Buffer) => void
