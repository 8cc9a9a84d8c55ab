import type { Clock } from '../clock.ts'
import type { Limits } from '../limits.ts'
import type { OutgoingRequest, RawRequest, SipResponse } from '../message/message.ts'
import { parseMessage } from '../message/parse.ts'
import { readRequest, type Fault, type SipRequest } from '../message/request.ts'
import { serializeRequest } from '../message/serialize.ts'
import type { Flow } from '../transport/flow.ts'
import type { ClientTransaction, ClientTransactionDeps, ClientUser } from './client-transaction.ts'
import { InviteClientTransaction } from './invite-client.ts'
import { InviteServerTransaction } from './invite-server.ts'
import { NonInviteClientTransaction } from './non-invite-client.ts'
import { NonInviteServerTransaction } from './non-invite-server.ts'
import { responseText } from './response.ts'
import { ServerTable } from './server-table.ts'
import type { ServerTransaction, ServerTransactionDeps } from './server-transaction.ts'

export interface LayerDeps {
  clock: Clock
  limits: Limits
  domain: string
  newToken: () => string
  /** What is refused before anything is kept: unknown methods, extensions, media types. */
  refusal: (request: SipRequest) => Fault | null
  onInvite: (transaction: InviteServerTransaction) => void
  onRequest: (transaction: ServerTransaction) => void
  /** The ACK of a 2xx: a message of its own, matched by its dialog. */
  onAck: (flow: Flow, request: SipRequest) => void
}

/** Matches messages to transactions (RFC 3261 §17.1.3, §17.2.3). Servers are kept by flow and end with it. */
export class TransactionLayer {
  readonly #deps: LayerDeps
  readonly #clients = new Map<string, ClientTransaction>()
  readonly #servers = new Map<Flow, ServerTable>()

  constructor(deps: LayerDeps) {
    this.#deps = deps
  }

  get counts(): { clients: number; servers: number } {
    let servers = 0
    for (const table of this.#servers.values()) servers += table.size
    return { clients: this.#clients.size, servers }
  }

  receive(flow: Flow, bytes: Uint8Array): void {
    const message = parseMessage(bytes)
    if (message === null) return
    if (message.kind === 'response') this.#receiveResponse(flow, message)
    else if (flow.isStranger && bytes.length > this.#deps.limits.maxStrangerMessageBytes) {
      this.#refuse(flow, message, { status: 513 })
    } else this.#receiveRequest(flow, message, bytes.length)
  }

  /** Sends a request other than INVITE and ACK in a transaction of its own. */
  request(flow: Flow, request: OutgoingRequest, user: ClientUser): void {
    const deps = this.#clientDeps(flow)
    this.#clients.set(deps.branch, new NonInviteClientTransaction(flow, request, user, deps))
  }

  invite(flow: Flow, request: OutgoingRequest, user: ClientUser): InviteClientTransaction {
    const deps = this.#clientDeps(flow)
    const transaction = new InviteClientTransaction(flow, request, user, deps)
    this.#clients.set(deps.branch, transaction)
    return transaction
  }

  /** The ACK of a 2xx has a branch of its own and no transaction (RFC 3261 §13.2.2.4). */
  sendAck(flow: Flow, request: OutgoingRequest): void {
    this.#send(flow, 'ACK', request, `z9hG4bK${this.#deps.newToken()}`)
  }

  flowClosed(flow: Flow): void {
    this.#servers.get(flow)?.clear()
    this.#servers.delete(flow)
    for (const client of this.#clients.values()) if (client.flow === flow) client.flowLost()
  }

  stop(): void {
    for (const client of this.#clients.values()) client.terminate()
    this.#clients.clear()
    for (const table of this.#servers.values()) table.clear()
    this.#servers.clear()
  }

  #receiveResponse(flow: Flow, response: SipResponse): void {
    const via = response.headers.get('via') ?? ''
    const at = via.indexOf('branch=z9hG4bK')
    if (at < 0) return
    const rest = via.slice(at + 7)
    const semicolon = rest.indexOf(';')
    const client = this.#clients.get((semicolon < 0 ? rest : rest.slice(0, semicolon)).trim())
    const cseq = response.headers.get('cseq') ?? ''
    // Only the peer that was asked may answer, and only what it was asked.
    if (client?.flow === flow && cseq.endsWith(` ${client.method}`)) client.receive(response)
  }

  #receiveRequest(flow: Flow, raw: RawRequest, bytes: number): void {
    const read = readRequest(raw)
    if ('status' in read) return this.#refuse(flow, raw, read)
    const table = this.#tableOf(flow)
    const key = keyOf(read)
    const known = table.get(key)
    if (read.method === 'ACK') {
      if (known instanceof InviteServerTransaction && known.state !== 'accepted') known.acknowledged()
      else this.#deps.onAck(flow, read)
      return
    }
    if (known !== undefined) return known.repeated()
    const refusal = this.#deps.refusal(read)
    if (refusal !== null) return this.#refuse(flow, raw, refusal)
    if (!table.reserve(bytes))
      return this.#refuse(flow, raw, { status: 503, headers: [['Retry-After', '5']] })
    this.#serve(flow, read, { key, bytes, table })
  }

  #serve(
    flow: Flow,
    request: SipRequest,
    { key, bytes, table }: { key: string; bytes: number; table: ServerTable },
  ): void {
    const localTag = this.#deps.newToken()
    const deps: ServerTransactionDeps = {
      clock: this.#deps.clock,
      terminated: () => table.delete(key),
      keeps: (answer) => table.answered(key, answer.length),
      send: ({ raw }, response) => {
        const text = responseText(raw, response, localTag)
        flow.send(text)
        return text
      },
    }
    if (request.method === 'INVITE') {
      const transaction = new InviteServerTransaction(flow, request, localTag, deps)
      table.add(key, transaction, bytes)
      this.#deps.onInvite(transaction)
      return
    }
    const transaction = new NonInviteServerTransaction(flow, request, localTag, deps)
    table.add(key, transaction, bytes)
    if (request.method !== 'CANCEL') return this.#deps.onRequest(transaction)
    const invite = table.get(keyOf(request, 'INVITE'))
    transaction.respond({ status: invite === undefined ? 481 : 200 })
    if (invite instanceof InviteServerTransaction) invite.cancelled()
  }

  #refuse(flow: Flow, raw: RawRequest, fault: Fault): void {
    // An ACK is never answered; without Via nobody could match the answer.
    if (raw.method === 'ACK' || raw.headers.count('via') === 0) return
    flow.send(responseText(raw, fault, this.#deps.newToken()))
  }

  #tableOf(flow: Flow): ServerTable {
    const known = this.#servers.get(flow)
    if (known !== undefined) return known
    const table = new ServerTable(flow, this.#deps.limits)
    this.#servers.set(flow, table)
    return table
  }

  #clientDeps(flow: Flow): ClientTransactionDeps {
    const branch = `z9hG4bK${this.#deps.newToken()}`
    return {
      clock: this.#deps.clock,
      branch,
      send: (method, out, by) => this.#send(flow, method, out, by),
      terminated: () => void this.#clients.delete(branch),
    }
  }

  #send(flow: Flow, method: string, request: OutgoingRequest, branch: string): void {
    const via: [string, string] = ['Via', `SIP/2.0/WS ${this.#deps.domain};branch=${branch}`]
    flow.send(serializeRequest(method, request.uri, [via, ...request.headers], request.body))
  }
}

/** RFC 3261 §17.2.3; without the magic cookie the fields that RFC 2543 compares. An ACK matches its INVITE. */
function keyOf(request: SipRequest, as?: string): string {
  const method = as ?? (request.method === 'ACK' ? 'INVITE' : request.method)
  const { branch, sentBy } = request.via
  if (branch.startsWith('z9hG4bK')) return `${branch}|${sentBy}|${method}`
  return `${request.callId}|${request.cseq}|${request.fromTag}|${request.raw.uri}|${sentBy}|${method}`
}
