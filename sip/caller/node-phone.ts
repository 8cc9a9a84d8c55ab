import { Inviter, Registerer, SessionState, UserAgent, type Invitation, type Session } from 'sip.js'
import type { PhoneCredentials } from '#contracts/phone.ts'
import type { Heard } from '#sip/sound/level.ts'
import { createWeriftMedia, type WeriftMedia } from './werift-media.ts'

export type NodeCallState = 'dialling' | 'ringing' | 'queued' | 'talking' | 'ended'

/** A call of a telephone without a screen. */
export interface NodeCall {
  /** Every state with the time it began, in order; the last is the present one. */
  readonly states: readonly { state: NodeCallState; at: Date }[]
  readonly pbxCallId: string | null
  /** Resolves when the talk began; rejects when the call ended before, with the SIP status. */
  readonly answered: Promise<void>
  readonly ended: Promise<void>
  heard(): Heard
  /** Keys that the other side pressed. */
  digits(): string
  /** Packets sent. */
  sent(): number
  hangUp(): Promise<void>
}

export interface NodePhoneOptions {
  credentials: PhoneCredentials
  /** 8 kHz µ-law that it says when a call is answered; then silence. */
  sound: Uint8Array
  /** Takes calls, by answering at once; without it the phone only calls. */
  answers?: (call: NodeCall) => void
}

export interface NodePhone {
  /** @param target number or user name at the credentials' domain */
  call(target: string): NodeCall
  stop(): Promise<void>
}

/**
 * A SIP telephone in Node: SIP.js for the signalling, werift for the media. Connects, and registers when it is to
 * answer calls.
 * @throws Error when the server cannot be reached or refuses the registration
 */
export async function openNodePhone({ credentials, sound, answers }: NodePhoneOptions): Promise<NodePhone> {
  const mediaOf = new WeakMap<Session, WeriftMedia>()
  const calls = new Set<NodeCall>()
  const userAgent = new UserAgent({
    uri: address(credentials.username, credentials.domain),
    displayName: credentials.displayName,
    authorizationUsername: credentials.username,
    authorizationHa1: credentials.ha1,
    transportOptions: { server: credentials.server, connectionTimeout: 5 },
    logBuiltinEnabled: false,
    logConfiguration: false,
    reconnectionAttempts: 0,
    gracefulShutdown: false,
    sessionDescriptionHandlerFactory: (session) => {
      const media = createWeriftMedia(sound)
      mediaOf.set(session, media)
      return media
    },
    delegate: {
      onInvite: (invitation) => {
        if (!answers) return void invitation.reject({ statusCode: 486 })
        const call = follow(invitation)
        answers(call)
        invitation.accept().catch(() => undefined)
      },
    },
  })
  const follow = (session: Invitation | Inviter): NodeCall => {
    const call = followSession(session, () => mediaOf.get(session))
    calls.add(call)
    void call.ended.then(() => calls.delete(call))
    return call
  }

  await userAgent.start()
  if (answers) await register(new Registerer(userAgent, { expires: 120, refreshFrequency: 50 }))
  return {
    call: (target) => follow(new Inviter(userAgent, address(target, credentials.domain))),
    stop: async () => {
      await Promise.all([...calls].map((call) => call.hangUp()))
      await userAgent.stop()
    },
  }
}

function address(user: string, domain: string) {
  const uri = UserAgent.makeURI(`sip:${user}@${domain}`)
  if (!uri) throw new TypeError('not fit for a SIP URI')
  return uri
}

function register(registerer: Registerer): Promise<void> {
  return new Promise((resolve, reject) => {
    const requestDelegate = {
      onAccept: () => resolve(),
      onReject: ({ message }: { message: { statusCode?: number | undefined } }) =>
        reject(new Error(`registration refused: ${message.statusCode}`)),
    }
    registerer.register({ requestDelegate }).catch(reject)
  })
}

function followSession(session: Invitation | Inviter, media: () => WeriftMedia | undefined): NodeCall {
  const states: { state: NodeCallState; at: Date }[] = []
  let pbxCallId: string | null = null
  let refusal = 0
  const enter = (state: NodeCallState): void => {
    if (states.at(-1)?.state !== state) states.push({ state, at: new Date() })
  }
  const read = ({ message }: { message: { getHeader(name: string): string | undefined } }): void => {
    pbxCallId ??= message.getHeader('X-Vakhta-Call') ?? null
  }
  const answered = Promise.withResolvers<void>()
  const ended = Promise.withResolvers<void>()
  // Nobody has to wait for the answer.
  answered.promise.catch(() => undefined)
  session.stateChange.addListener((state) => {
    if (state === SessionState.Established) {
      enter('talking')
      answered.resolve()
    } else if (state === SessionState.Terminated) {
      // SIP.js tells the status of a refusal only after this.
      queueMicrotask(() => {
        enter('ended')
        answered.reject(new Error(`not answered: ${refusal === 0 ? 'hung up' : refusal}`))
        ended.resolve()
      })
    }
  })
  if (session instanceof Inviter) {
    enter('dialling')
    session
      .invite({
        requestDelegate: {
          onProgress: (response) => {
            read(response)
            enter(response.message.statusCode === 182 ? 'queued' : 'ringing')
          },
          onAccept: read,
          onReject: ({ message }) => {
            refusal = message.statusCode ?? 0
          },
        },
      })
      .catch((error: unknown) => answered.reject(error))
  } else {
    read({ message: session.request })
    enter('ringing')
  }
  return {
    states,
    get pbxCallId() {
      return pbxCallId
    },
    answered: answered.promise,
    ended: ended.promise,
    heard: () => media()?.heard() ?? { packets: 0, level: 0, energy: 0 },
    digits: () => media()?.digits() ?? '',
    sent: () => media()?.packetsSent ?? 0,
    hangUp: async () => {
      if (session.state === SessionState.Established) await session.bye()
      else if (session instanceof Inviter) await session.cancel()
      else if (session.state === SessionState.Initial) await session.reject()
    },
  }
}
