import type { OutgoingResponse } from '../message/message.ts'
import type { SipRequest } from '../message/request.ts'
import type { Flow } from '../transport/flow.ts'
import { answered } from './answered.ts'
import type { ServerTransaction, ServerTransactionDeps } from './server-transaction.ts'
import { lingerMs, timeoutMs } from './timers.ts'

/** RFC 3261 §17.2.1 with RFC 6026's accepted state: proceeding, completed, confirmed, accepted, terminated. */
export class InviteServerTransaction implements ServerTransaction {
  readonly flow: Flow
  request: SipRequest
  readonly localTag: string
  state: 'proceeding' | 'completed' | 'confirmed' | 'accepted' | 'terminated' = 'proceeding'
  /** Set by the user; runs at most once, before any final response. */
  onCancel: (() => void) | null = null
  #deps: ServerTransactionDeps
  #last = ''
  #cancelTimer: () => void = () => {}

  constructor(flow: Flow, request: SipRequest, localTag: string, deps: ServerTransactionDeps) {
    this.flow = flow
    this.request = request
    this.localTag = localTag
    this.#deps = deps
  }

  get isFinal(): boolean {
    return this.state !== 'proceeding'
  }

  respond(response: OutgoingResponse): void {
    if (this.isFinal) return
    this.#last = this.#deps.send(this.request, response)
    if (response.status < 200) return
    this.request = answered(this.request)
    // Timer L keeps absorbing the INVITE after a 2xx (RFC 6026 §7.1), timer H waits for the ACK.
    this.state = response.status < 300 ? 'accepted' : 'completed'
    if (!this.#deps.keeps(this.#last)) return
    this.#cancelTimer = this.#deps.clock.after(timeoutMs, () => this.#deps.terminated())
  }

  repeated(): void {
    // The 2xx is repeated by the core until its ACK (RFC 3261 §13.3.1.4), the rest here.
    if (this.#last !== '' && this.state !== 'confirmed') this.flow.send(this.#last)
  }

  /** ACK of a final response above 2xx. */
  acknowledged(): void {
    if (this.state !== 'completed') return
    this.state = 'confirmed'
    this.#cancelTimer()
    this.#cancelTimer = this.#deps.clock.after(lingerMs, () => this.#deps.terminated())
  }

  /** CANCEL arrived (RFC 3261 §9.2): 487, unless it was answered already. */
  cancelled(): void {
    if (this.isFinal) return
    const { onCancel } = this
    this.onCancel = null
    this.respond({ status: 487 })
    onCancel?.()
  }

  terminate(): void {
    this.state = 'terminated'
    this.#cancelTimer()
  }
}
