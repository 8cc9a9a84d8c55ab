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
  /** Writes the response to the request on the flow, and gives its text. */
  send: (request: SipRequest, response: OutgoingResponse) => string
  /** The final answer is out. True: it is kept for repetitions; false: the transaction is out of its table. */
  keeps: (answer: string) => boolean
  /** Takes the transaction out of its table. */
  terminated: () => void
}
