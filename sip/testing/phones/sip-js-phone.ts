import {
  type Invitation,
  Inviter,
  Registerer,
  RegistererState,
  SessionState,
  TransportState,
  UserAgent,
  type InviterOptions,
  type Session,
  type SessionDescriptionHandler,
  type SessionDescriptionHandlerFactory,
  type Transport,
} from 'sip.js'
import type { Flows } from '#sip/pbx/transport/flows.ts'
import { secretOf, testDomain } from '../accounts.ts'
import { connectWire, type Fate, type WireEnd } from '../wire.ts'

/** How a phone reaches the PBX: the wire in memory, or a WebSocket. */
export type Reach = { flows: Flows; fate?: Fate } | { server: string }

/** A SIP.js user agent whose media are words in an SDP body: the interop oracle of the embedded PBX. */
export interface TestPhone {
  agent: UserAgent
  registerer: Registerer
  invitations: Invitation[]
  /** Bodies that this phone was given, and gave, newest last. */
  heard: string[]
  register(expires?: number): Promise<void>
  call(
    to: string,
    options?: InviterOptions,
  ): { session: Inviter; provisional: string[]; final: Promise<number>; refused: () => string | undefined }
  /** Cuts the socket as a network failure would. */
  drop(): void
  stop(): Promise<void>
}

let sessions = 0
const sdp = (who: string, direction: string): string =>
  `v=0\r\no=${who} ${++sessions} 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 0\r\na=ice-ufrag:${who}${sessions}\r\na=${direction}\r\n`

/** Direction of the next offer: set before a re-INVITE that holds. */
export const holdOf = new WeakMap<Session, boolean>()

export function sipJsPhone(username: string, reach: Reach): TestPhone {
  const heard: string[] = []
  const invitations: Invitation[] = []
  const factory: SessionDescriptionHandlerFactory = (session) => wordMedia(username, session, heard)
  const wires: WireEnd[] = []
  const uri = UserAgent.makeURI(`sip:${username}@${testDomain}`)
  if (!uri) throw new Error('no URI')
  const agent = new UserAgent({
    uri,
    authorizationUsername: username,
    authorizationPassword: secretOf(username),
    sessionDescriptionHandlerFactory: factory,
    logBuiltinEnabled: false,
    gracefulShutdown: false,
    ...('server' in reach
      ? { transportOptions: { server: reach.server } }
      : {
          transportConstructor: wireTransport(() => {
            const wire = connectWire(reach.flows, '192.0.2.1', reach.fate)
            wires.push(wire)
            return wire
          }),
        }),
    delegate: { onInvite: (invitation) => void invitations.push(invitation) },
  })
  let registerer = new Registerer(agent, { expires: 60 })
  return {
    agent,
    get registerer() {
      return registerer
    },
    invitations,
    heard,
    async register(expires = 60) {
      if (!agent.isConnected()) await (agent.state === 'Started' ? agent.reconnect() : agent.start())
      registerer = new Registerer(agent, { expires })
      await new Promise<void>((resolve, reject) => {
        registerer.stateChange.addListener((state) => {
          if (state === RegistererState.Registered) resolve()
          if (state === RegistererState.Unregistered) reject(new Error('not registered'))
        })
        registerer.register().catch(reject)
      })
    },
    call(to, options) {
      const target = UserAgent.makeURI(`sip:${to}@${testDomain}`)
      if (!target) throw new Error('no target')
      const session = new Inviter(agent, target, options)
      const provisional: string[] = []
      let refused: string | undefined
      const final = new Promise<number>((resolve, reject) => {
        session
          .invite({
            requestDelegate: {
              onProgress: ({ message }) =>
                void provisional.push(`${message.statusCode} ${message.reasonPhrase}`),
              onAccept: ({ message }) => resolve(message.statusCode ?? 0),
              onReject({ message }) {
                refused = message.getHeader('X-Vakhta-Call')
                resolve(message.statusCode ?? 0)
              },
            },
          })
          .catch(reject)
      })
      return { session, provisional, final, refused: () => refused }
    },
    drop() {
      for (const wire of wires.splice(0)) wire.cut()
      // Rejects when the phone reconnects before the close frame came back.
      if ('server' in reach) agent.transport.disconnect().catch(() => undefined)
    },
    async stop() {
      await agent.stop()
      for (const wire of wires) wire.cut()
    },
  }
}

export const isUp = (session: Session): boolean => session.state === SessionState.Established
export const isOver = (session: Session): boolean => session.state === SessionState.Terminated

function wordMedia(who: string, session: Session, heard: string[]): SessionDescriptionHandler {
  return {
    close() {},
    getDescription: () =>
      Promise.resolve({
        body: sdp(who, holdOf.get(session) === true ? 'sendonly' : 'sendrecv'),
        contentType: 'application/sdp',
      }),
    setDescription: (body) => {
      heard.push(body)
      return Promise.resolve()
    },
    hasDescription: (type) => type === 'application/sdp',
    rollbackDescription: () => Promise.resolve(),
    sendDtmf: () => true,
  }
}

/** SIP.js's Transport over the wire in memory. */
function wireTransport(connect: () => WireEnd) {
  return class implements Transport {
    state = TransportState.Disconnected
    onConnect: (() => void) | undefined = undefined
    onDisconnect: ((error?: Error) => void) | undefined = undefined
    onMessage: ((message: string) => void) | undefined = undefined
    #listeners = new Set<(state: TransportState) => void>()
    #wire: WireEnd | null = null
    protocol = 'WS'
    stateChange = {
      addListener: (listener: (state: TransportState) => void) => void this.#listeners.add(listener),
      removeListener: (listener: (state: TransportState) => void) => void this.#listeners.delete(listener),
      on: (listener: (state: TransportState) => void) => void this.#listeners.add(listener),
      off: (listener: (state: TransportState) => void) => void this.#listeners.delete(listener),
      once: (listener: (state: TransportState) => void) => void this.#listeners.add(listener),
    }

    connect(): Promise<void> {
      const wire = connect()
      this.#wire = wire
      wire.onMessage = (text) => this.onMessage?.(text)
      wire.onClose = () => {
        if (this.#wire !== wire) return
        this.#wire = null
        this.#become(TransportState.Disconnected)
        this.onDisconnect?.(new Error('wire cut'))
      }
      this.#become(TransportState.Connecting)
      this.#become(TransportState.Connected)
      this.onConnect?.()
      return Promise.resolve()
    }

    disconnect(): Promise<void> {
      const wire = this.#wire
      this.#wire = null
      wire?.cut()
      this.#become(TransportState.Disconnected)
      this.onDisconnect?.()
      return Promise.resolve()
    }

    dispose(): Promise<void> {
      return this.#wire === null ? Promise.resolve() : this.disconnect()
    }

    isConnected(): boolean {
      return this.#wire?.isOpen === true
    }

    send(message: string): Promise<void> {
      if (this.#wire === null) return Promise.reject(new Error('not connected'))
      this.#wire.send(message)
      return Promise.resolve()
    }

    #become(state: TransportState): void {
      if (this.state === state) return
      this.state = state
      for (const listener of this.#listeners) listener(state)
    }
  }
}
