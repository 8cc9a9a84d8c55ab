import type { Clock } from '../clock.ts'
import type { OutgoingResponse } from '../message/message.ts'
import type { SipRequest } from '../message/request.ts'
import type { Flow } from '../transport/flow.ts'

/** What every server transaction gives to its user. */
export interface ServerTransaction {
  readonly flow: Flow
  readonly request: SipRequest
  /** Tag of our To, in every response but 100. */
  readonly localTag: string
  /** Has a final response been sent? */
  readonly isFinal: boolean
  respond(response: OutgoingResponse): void
  /** The same request came again (RFC 3261 §17.2): the last response is sent again. */
  repeated(): void
  /** Stops its timers; it is gone. */
  terminate(): void
}

export interface ServerTransactionDeps {
  clock: Clock
  /** Writes the response on the flow, and gives the text for repetitions. */
  send: (response: OutgoingResponse) => string
  /** Takes the transaction out of its table. */
  terminated: () => void
}
