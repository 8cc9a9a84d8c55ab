import type { Clock } from '../clock.ts'
import {
  dialogOfRequest,
  dialogOfResponse,
  keyOf,
  requestIn,
  type Dialog,
  type InviteIdentity,
} from '../dialog/dialog.ts'
import type { OutgoingRequest, SipResponse } from '../message/message.ts'
import { parseNameAddr } from '../message/name-addr.ts'
import type { SipRequest } from '../message/request.ts'
import { withoutRelatedAddresses } from '../message/sdp.ts'
import type { InviteClientTransaction } from '../transaction/invite-client.ts'
import type { InviteServerTransaction } from '../transaction/invite-server.ts'
import type { TransactionLayer } from '../transaction/layer.ts'
import type { Flow } from '../transport/flow.ts'
import { repeatUntilAck } from './repeat-until-ack.ts'

export interface LegDeps {
  layer: TransactionLayer
  clock: Clock
  newToken: () => string
  /** Contact of every message of ours. */
  contact: string
  /** All confirmed dialogs, by key. */
  dialogs: Map<string, Leg>
  /** Answers of ours to an INVITE never got their ACK. */
  onNoAck: (leg: Leg) => void
}

export interface LegIdentity {
  id: string
  username: string
  role: 'caller' | 'operator' | 'callee'
}

export interface Answer {
  status: number
  sdp: string
  /** Sends the ACK of a 2xx, with the answer when the INVITE had no offer. */
  ack: (sdp: string) => void
}

export interface RingOptions {
  uri: string
  local: string
  remote: string
  /** Without an offer the callee makes it (RFC 3725 §4.1), and `Answer.ack` carries the answer. */
  offer: string
  headers: [string, string][]
  ringing: () => void
}

const sdpType: [string, string] = ['Content-Type', 'application/sdp']
const never: Answer = { status: 481, sdp: '', ack: () => {} }

/** One party's side of a call: the SIP of it, nothing of what it means. */
export class Leg {
  readonly id: string
  readonly username: string
  readonly role: LegIdentity['role']
  flow: Flow
  dialog: Dialog | null = null
  state: 'early' | 'up' | 'ended' = 'early'
  /** Did this party put the other on hold? */
  isHolding = false
  /** A re-INVITE of ours, or of the peer, is under way (RFC 3261 §14). */
  hasOffered = false
  isAsked: InviteServerTransaction | null = null
  readonly #deps: LegDeps
  #invite: InviteServerTransaction | null = null
  #ringing: InviteClientTransaction | null = null
  #unacknowledged: { cseq: number; stop: () => void } | null = null
  #cancelLost: (() => void) | null = null

  constructor(identity: LegIdentity, flow: Flow, deps: LegDeps) {
    this.id = identity.id
    this.username = identity.username
    this.role = identity.role
    this.flow = flow
    this.#deps = deps
  }

  get isLost(): boolean {
    return this.#cancelLost !== null
  }

  /** We are called: the leg of an INVITE. */
  takes(invite: InviteServerTransaction): void {
    this.#invite = invite
    this.isAsked = invite
  }

  progress(status: number, reason?: string, headers: [string, string][] = []): void {
    // SIP.js drops provisional responses without a Contact.
    const all: [string, string][] = [['Contact', this.#deps.contact], ...headers]
    this.#invite?.respond({ status, headers: all, ...(reason !== undefined && { reason }) })
  }

  refuse(status: number, headers: [string, string][] = []): void {
    this.#invite?.respond({ status, headers })
    this.#end()
  }

  /** Answers the first INVITE; false when it is over already. */
  answer(sdp: string, headers: [string, string][] = []): boolean {
    const invite = this.#invite
    if (invite === null || invite.isFinal) return false
    this.#confirm(dialogOfRequest(invite.request, invite.localTag))
    this.accept(invite, sdp, headers)
    return this.dialog !== null
  }

  /** 200 to an INVITE, repeated until its ACK (RFC 3261 §13.3.1.4). */
  accept(invite: InviteServerTransaction, sdp: string, headers: [string, string][] = []): void {
    const contact: [string, string] = ['Contact', this.#deps.contact]
    if (this.isAsked === invite) this.isAsked = null
    const body = withoutRelatedAddresses(sdp)
    invite.respond({ status: 200, headers: [contact, sdpType, ...headers], body })
    this.#unacknowledged?.stop()
    const stop = repeatUntilAck(this.#deps.clock, invite, () => this.#deps.onNoAck(this))
    this.#unacknowledged = { cseq: invite.request.cseq, stop }
  }

  acknowledged(cseq: number): void {
    if (this.#unacknowledged?.cseq !== cseq) return
    this.#unacknowledged.stop()
    this.#unacknowledged = null
  }

  /** We call: resolves with the final answer; 408 when none came, 503 when the flow was lost. */
  ring(options: RingOptions): Promise<Answer> {
    const identity: InviteIdentity = {
      callId: this.#deps.newToken(),
      localTag: this.#deps.newToken(),
      local: options.local,
      remote: options.remote,
      localSeq: 0,
    }
    const early: Dialog = { ...identity, remoteTag: '', remoteTarget: options.uri, remoteSeq: -1 }
    return this.#sendInvite(early, options.offer, options.headers, options.ringing, (response) => {
      this.#confirm(dialogOfResponse({ ...identity, localSeq: early.localSeq }, options.uri, response))
    })
  }

  /** A re-INVITE of ours (RFC 3261 §14.1); without `offer` the peer makes it. */
  async reinvite(offer: string): Promise<Answer> {
    const { dialog } = this
    if (dialog === null || this.state !== 'up') return never
    if (this.hasOffered || this.isAsked !== null) return { ...never, status: 491 }
    this.hasOffered = true
    try {
      return await this.#sendInvite(
        dialog,
        offer,
        [],
        () => {},
        (response) => this.refreshTarget(response),
      )
    } finally {
      this.hasOffered = false
    }
  }

  /** Any other request within the dialog; gives the final status. */
  send(method: string, headers: [string, string][], body = ''): Promise<number> {
    const { dialog } = this
    if (dialog === null || !this.flow.isOpen) return Promise.resolve(503)
    return new Promise((resolve) =>
      this.#deps.layer.request(this.flow, requestIn(dialog, method, headers, body), {
        final: (response) => resolve(response.status),
        failed: resolve,
      }),
    )
  }

  /** Ends the leg in whatever state it is: BYE, CANCEL or a refusal of its INVITE. */
  hangUp(status: number, headers: [string, string][] = []): void {
    if (this.state === 'ended') return
    if (this.state === 'up') void this.send('BYE', headers)
    else if (this.#ringing === null) this.#invite?.respond({ status, headers })
    else this.#ringing.cancel()
    this.#end()
  }

  /** The peer ended it, or is gone. */
  ended(): void {
    this.#end()
  }

  /** The flow closed; `tooLate` runs unless the party comes back in time. */
  lost(graceMs: number, tooLate: () => void): void {
    this.#unacknowledged?.stop()
    this.#unacknowledged = null
    this.#cancelLost?.()
    this.#cancelLost = this.#deps.clock.after(graceMs, tooLate)
  }

  /** The party is there again, over this flow. */
  returned(flow: Flow): void {
    this.flow = flow
    this.#cancelLost?.()
    this.#cancelLost = null
  }

  /** RFC 3261 §12.2: a re-INVITE and its answer may move the peer's Contact. */
  refreshTarget(message: SipResponse | SipRequest): void {
    const headers = 'raw' in message ? message.raw.headers : message.headers
    const contact = parseNameAddr(headers.get('contact') ?? '')
    if (contact !== null && this.dialog !== null) this.dialog.remoteTarget = contact.uri
  }

  #sendInvite(
    dialog: Dialog,
    offer: string,
    headers: [string, string][],
    ringing: () => void,
    accepted: (response: SipResponse) => void,
  ): Promise<Answer> {
    const { layer, contact } = this.#deps
    const all: [string, string][] = [['Contact', contact], ['Supported', 'replaces, outbound'], ...headers]
    if (offer !== '') all.push(sdpType)
    const request = requestIn(dialog, 'INVITE', all, withoutRelatedAddresses(offer))
    const cseq = dialog.localSeq
    return new Promise((resolve) => {
      let lastAck: OutgoingRequest | null = null
      const ack = (sdp: string): void => {
        if (lastAck !== null || this.dialog === null) return
        const body = withoutRelatedAddresses(sdp)
        lastAck = requestIn(this.dialog, 'ACK', body === '' ? [] : [sdpType], body, cseq)
        layer.sendAck(this.flow, lastAck)
      }
      const transaction = layer.invite(this.flow, request, {
        provisional: (response) => {
          if (response.status >= 180) ringing()
        },
        final: (response) => {
          if (response.status >= 300) return resolve({ ...never, status: response.status })
          accepted(response)
          if (offer !== '' || response.body === '') ack('')
          // It was answered while our CANCEL was on its way (RFC 3261 §9.1).
          if (this.state === 'ended') return this.#answeredTooLate(ack, resolve)
          resolve({ status: response.status, sdp: response.body, ack })
        },
        failed: (status) => resolve({ ...never, status }),
        repeated: () => {
          if (lastAck !== null) layer.sendAck(this.flow, lastAck)
        },
      })
      if (dialog.remoteTag === '') this.#ringing = transaction
    })
  }

  #answeredTooLate(ack: (sdp: string) => void, resolve: (answer: Answer) => void): void {
    ack('')
    void this.send('BYE', [])
    resolve({ ...never, status: 487 })
  }

  #confirm(dialog: Dialog | null): void {
    this.dialog = dialog
    if (dialog === null || this.state === 'ended') return
    this.state = 'up'
    this.#deps.dialogs.set(keyOf(dialog), this)
  }

  #end(): void {
    if (this.state === 'ended') return
    this.state = 'ended'
    this.#unacknowledged?.stop()
    this.#unacknowledged = null
    this.#cancelLost?.()
    this.#cancelLost = null
    if (this.isAsked !== null && this.isAsked !== this.#invite) this.isAsked.respond({ status: 487 })
    if (this.dialog !== null) this.#deps.dialogs.delete(keyOf(this.dialog))
  }
}
