import { EmitterImpl, TransportState, type Emitter, type Transport } from 'sip.js'

/**
 * An in-memory SIP wire between two user agents, with a registrar that says yes to everybody in its middle. What is
 * not for the registrar goes to the other side.
 */
export interface Wire {
  /** Transport class for `UserAgentOptions.transportConstructor`; each instance is one socket. */
  readonly Transport: new () => Transport
  /** First lines of the messages that passed, as `alice> INVITE sip:…`. */
  readonly log: string[]
  /** Cuts every socket as a network that goes away: messages are lost, sockets close with an error. */
  cut(): void
  /** Lets sockets open again. */
  mend(): void
  /** Whoever registered is gone as a page that was reloaded: without a word, and nothing of it passes. */
  vanish(): void
  /** Sockets stay open, and nothing passes any more. */
  silence(): void
}

interface Socket {
  transport: WireTransport
  deliver(message: string): void
}

class WireTransport implements Transport {
  onConnect: (() => void) | undefined
  onDisconnect: ((error?: Error) => void) | undefined
  onMessage: ((message: string) => void) | undefined
  readonly protocol = 'WS'
  state = TransportState.Disconnected
  readonly #emitter = new EmitterImpl<TransportState>()
  readonly #hub: Hub

  constructor(hub: Hub) {
    this.#hub = hub
  }
  get stateChange(): Emitter<TransportState> {
    return this.#emitter
  }
  isConnected(): boolean {
    return this.state === TransportState.Connected
  }
  async connect(): Promise<void> {
    await Promise.resolve()
    if (!this.#hub.isUp) throw new Error('no network')
    if (this.isConnected()) return
    this.#become(TransportState.Connected)
    this.#hub.join({ transport: this, deliver: (message) => this.onMessage?.(message) })
    this.onConnect?.()
  }
  async disconnect(): Promise<void> {
    await Promise.resolve()
    this.lose()
  }
  dispose(): Promise<void> {
    return this.disconnect()
  }
  send(message: string): Promise<void> {
    if (!this.isConnected()) return Promise.reject(new Error('not connected'))
    this.#hub.pass(this, message)
    return Promise.resolve()
  }
  lose(error?: Error): void {
    if (!this.isConnected()) return
    this.#hub.leave(this)
    this.#become(TransportState.Disconnected)
    this.onDisconnect?.(error)
  }
  #become(state: TransportState): void {
    this.state = state
    this.#emitter.emit(state)
  }
}

class Hub {
  isUp = true
  isSilent = false
  readonly log: string[] = []
  readonly #sockets = new Set<Socket>()
  readonly #registered = new Set<WireTransport>()

  join(socket: Socket): void {
    this.#sockets.add(socket)
  }
  leave(transport: WireTransport): void {
    for (const socket of this.#sockets) if (socket.transport === transport) this.#sockets.delete(socket)
  }
  cut(): void {
    this.isUp = false
    for (const { transport } of this.#sockets) transport.lose(new Error('network gone'))
  }
  vanish(): void {
    for (const transport of this.#registered) this.leave(transport)
    this.#registered.clear()
  }
  pass(from: WireTransport, message: string): void {
    if (![...this.#sockets].some(({ transport }) => transport === from)) return
    if (message.startsWith('REGISTER ')) this.#registered.add(from)
    const firstLine = message.slice(0, message.indexOf('\r\n'))
    const sender = /^(?:f|From):.*?sip:(\w+)/im.exec(message)?.[1] ?? '?'
    this.log.push(`${sender}> ${firstLine}`)
    if (this.isSilent) return
    const isForRegistrar = /^(?:REGISTER|OPTIONS) /.test(firstLine)
    queueMicrotask(() => {
      for (const socket of this.#sockets) {
        const isSender = socket.transport === from
        if (isForRegistrar && isSender) socket.deliver(yes(message))
        else if (!isForRegistrar && !isSender) socket.deliver(route(message))
      }
    })
  }
}

/** Whatever Alice dials is answered by Bob; SIP.js refuses what is not addressed to it (RFC 3261 section 8.2.2.1). */
function route(message: string): string {
  return message.replace(/^(INVITE|ACK|CANCEL) sip:(?!alice@)[^@ ]+@test\.invalid/, '$1 sip:bob@test.invalid')
}

/** 200 to the request, with its contact as the one binding (RFC 3261 section 10.3). */
function yes(request: string): string {
  const lines = request.split('\r\n')
  const kept = lines.filter((line) => /^(?:Via|From|Call-ID|CSeq|Contact):/i.test(line))
  const to = lines.find((line) => /^To:/i.test(line)) ?? ''
  return ['SIP/2.0 200 OK', ...kept, `${to};tag=registrar`, 'Content-Length: 0', '', ''].join('\r\n')
}

export function createWire(): Wire {
  const hub = new Hub()
  return {
    Transport: class extends WireTransport {
      constructor() {
        super(hub)
      }
    },
    log: hub.log,
    cut: () => hub.cut(),
    mend: () => {
      hub.isUp = true
      hub.isSilent = false
    },
    vanish: () => hub.vanish(),
    silence: () => {
      hub.isSilent = true
    },
  }
}
