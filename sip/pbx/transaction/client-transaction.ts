import type { Clock } from '../clock.ts'
import type { OutgoingRequest, SipResponse } from '../message/message.ts'
import type { Flow } from '../transport/flow.ts'

/** Who started the request. Exactly one of `final` and `failed` is called, once; later 2xx go to `repeated`. */
export interface ClientUser {
  provisional?(response: SipResponse): void
  final(response: SipResponse): void
  /** Timer B or F fired (RFC 3261: as if 408), or the flow was lost (as if 503). */
  failed(status: 408 | 503): void
  /** The 2xx of an INVITE came again, or from a second branch: the core sends its ACK again. */
  repeated?(response: SipResponse): void
}

export interface ClientTransaction {
  readonly flow: Flow
  readonly method: string
  receive(response: SipResponse): void
  flowLost(): void
  terminate(): void
}

export interface ClientTransactionDeps {
  clock: Clock
  branch: string
  send: (method: string, request: OutgoingRequest, branch: string) => void
  terminated: () => void
}
