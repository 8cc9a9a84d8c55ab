import type { OutgoingRequest, SipResponse } from '../message/message.ts'
import type { Flow } from '../transport/flow.ts'
import type { ClientTransaction, ClientTransactionDeps, ClientUser } from './client-transaction.ts'
import { timeoutMs } from './timers.ts'

/** RFC 3261 §17.1.2 over a reliable transport: trying, proceeding, then done (timer K is 0). */
export class NonInviteClientTransaction implements ClientTransaction {
  readonly flow: Flow
  readonly method: string
  #user: ClientUser
  #deps: ClientTransactionDeps
  #isOver = false
  #cancelTimerF: () => void

  constructor(flow: Flow, request: OutgoingRequest, user: ClientUser, deps: ClientTransactionDeps) {
    this.flow = flow
    this.method = request.method
    this.#user = user
    this.#deps = deps
    this.#cancelTimerF = deps.clock.after(timeoutMs, () => this.#fail(408))
    deps.send(request.method, request, deps.branch)
  }

  receive(response: SipResponse): void {
    if (this.#isOver) return
    if (response.status < 200) {
      this.#user.provisional?.(response)
      return
    }
    this.terminate()
    this.#deps.terminated()
    this.#user.final(response)
  }

  flowLost(): void {
    this.#fail(503)
  }

  terminate(): void {
    this.#isOver = true
    this.#cancelTimerF()
  }

  #fail(status: 408 | 503): void {
    if (this.#isOver) return
    this.terminate()
    this.#deps.terminated()
    this.#user.failed(status)
  }
}
