import type { OutgoingRequest, SipResponse } from '../message/message.ts'
import type { Flow } from '../transport/flow.ts'
import type { ClientTransaction, ClientTransactionDeps, ClientUser } from './client-transaction.ts'
import { lingerMs, timeoutMs } from './timers.ts'

const sameAsInvite = new Set(['From', 'Call-ID', 'Max-Forwards', 'Route'])

/** RFC 3261 §17.1.1 with RFC 6026: calling, proceeding, completed, accepted, terminated. */
export class InviteClientTransaction implements ClientTransaction {
  readonly flow: Flow
  readonly method = 'INVITE'
  state: 'calling' | 'proceeding' | 'completed' | 'accepted' | 'terminated' = 'calling'
  #request: OutgoingRequest
  #user: ClientUser
  #deps: ClientTransactionDeps
  #wantsCancel = false
  #cancelTimer: () => void

  constructor(flow: Flow, request: OutgoingRequest, user: ClientUser, deps: ClientTransactionDeps) {
    this.flow = flow
    this.#request = request
    this.#user = user
    this.#deps = deps
    this.#cancelTimer = deps.clock.after(timeoutMs, () => this.#fail(408))
    deps.send('INVITE', request, deps.branch)
  }

  receive(response: SipResponse): void {
    if (this.state === 'terminated') return
    if (response.status < 200) return this.#provisional(response)
    if (response.status >= 300) return this.#refused(response)
    if (this.state === 'completed') return
    if (this.state === 'accepted') return this.#user.repeated?.(response)
    this.#cancelTimer()
    this.state = 'accepted'
    // Timer M (RFC 6026 §7.2): answers that come again are acknowledged again.
    this.#cancelTimer = this.#deps.clock.after(timeoutMs, () => this.#end())
    this.#user.final(response)
  }

  /** RFC 3261 §9.1: a CANCEL may not be sent before a provisional response. */
  cancel(): void {
    if (this.#wantsCancel) return
    this.#wantsCancel = true
    if (this.state === 'proceeding') this.#sendCancel()
  }

  flowLost(): void {
    this.#fail(503)
  }

  terminate(): void {
    this.state = 'terminated'
    this.#cancelTimer()
  }

  #provisional(response: SipResponse): void {
    if (this.state !== 'calling' && this.state !== 'proceeding') return
    if (this.state === 'calling') {
      this.#cancelTimer()
      this.state = 'proceeding'
      if (this.#wantsCancel) this.#sendCancel()
    }
    this.#user.provisional?.(response)
  }

  #refused(response: SipResponse): void {
    if (this.state === 'accepted') return
    this.#sendHopByHop('ACK', response.headers.get('to'))
    if (this.state === 'completed') return
    this.#cancelTimer()
    this.state = 'completed'
    this.#cancelTimer = this.#deps.clock.after(lingerMs, () => this.#end())
    this.#user.final(response)
  }

  #sendCancel(): void {
    this.#sendHopByHop('CANCEL', undefined)
    // RFC 3261 §9.1: no final response within 64*T1 of the CANCEL: the transaction is over.
    this.#cancelTimer = this.#deps.clock.after(timeoutMs, () => this.#fail(408))
  }

  /** CANCEL and the ACK of a refusal carry the INVITE's branch and CSeq number (RFC 3261 §9.1, §17.1.1.3). */
  #sendHopByHop(method: string, to: string | undefined): void {
    const headers: [string, string][] = []
    for (const [name, value] of this.#request.headers) {
      if (sameAsInvite.has(name)) headers.push([name, value])
      else if (name === 'To') headers.push([name, to ?? value])
      else if (name === 'CSeq') headers.push([name, `${value.split(' ', 1)[0]} ${method}`])
    }
    this.#deps.send(method, { method, uri: this.#request.uri, headers, body: '' }, this.#deps.branch)
  }

  #fail(status: 408 | 503): void {
    if (this.state === 'terminated') return
    const hadFinal = this.state === 'completed' || this.state === 'accepted'
    this.#end()
    if (!hadFinal) this.#user.failed(status)
  }

  #end(): void {
    this.terminate()
    this.#deps.terminated()
  }
}
