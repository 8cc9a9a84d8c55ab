import type { OutgoingResponse } from '../message/message.ts'
import type { SipRequest } from '../message/request.ts'
import type { Flow } from '../transport/flow.ts'
import type { ServerTransaction, ServerTransactionDeps } from './server-transaction.ts'
import { answered } from './answered.ts'
import { lingerMs } from './timers.ts'

/** RFC 3261 §17.2.2: trying, proceeding, completed, terminated. */
export class NonInviteServerTransaction implements ServerTransaction {
  readonly flow: Flow
  request: SipRequest
  readonly localTag: string
  isFinal = false
  #deps: ServerTransactionDeps
  #last = ''
  #cancelTimerJ: () => void = () => {}

  constructor(flow: Flow, request: SipRequest, localTag: string, deps: ServerTransactionDeps) {
    this.flow = flow
    this.request = request
    this.localTag = localTag
    this.#deps = deps
  }

  respond(response: OutgoingResponse): void {
    if (this.isFinal) return
    this.#last = this.#deps.send(this.request, response)
    if (response.status < 200) return
    this.isFinal = true
    this.request = answered(this.request)
    if (!this.#deps.keeps(this.#last)) return
    this.#cancelTimerJ = this.#deps.clock.after(lingerMs, () => this.#deps.terminated())
  }

  repeated(): void {
    if (this.#last !== '') this.flow.send(this.#last)
  }

  terminate(): void {
    this.isFinal = true
    this.#cancelTimerJ()
  }
}
