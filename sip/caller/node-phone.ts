import { Inviter, Registerer, SessionState, UserAgent, type Invitation, type Session } from 'sip.js'
import type { PhoneCredentials } from '#contracts/phone.ts'
import { address, followSession, type NodeCall } from './node-call.ts'
import { createWeriftMedia, type WeriftMedia } from './werift-media.ts'

export type { NodeCall } from './node-call.ts'

export interface NodePhoneOptions {
  credentials: Pick<PhoneCredentials, 'server' | 'domain' | 'username' | 'ha1'> & { displayName?: string }
  /** 8 kHz, said when the media of a call are up; then silence. Without it nothing is sent until a call is told to. */
  sound?: Int16Array
  /** A call that rings. Without it the phone is not registered and refuses whatever comes. */
  onCall?: (call: NodeCall) => void
}

export interface NodePhone {
  /** Every call so far, also those that rang in vain. */
  readonly calls: readonly NodeCall[]
  /** @param target number or user name at the credentials' domain */
  call(target: string, extraHeaders?: string[]): NodeCall
  /** The page dies: the socket is cut, nothing is said goodbye to. */
  vanish(): Promise<void>
  stop(): Promise<void>
}

/** An operator who takes every call at once. */
export const atOnce = (call: NodeCall): void => void call.answer().catch(() => undefined)

/**
 * A SIP telephone in Node: SIP.js for the signalling, werift for the media. Connects, and registers when it is to
 * take calls.
 * @throws Error when the server cannot be reached or refuses the registration
 */
export async function openNodePhone({ credentials, sound, onCall }: NodePhoneOptions): Promise<NodePhone> {
  const { domain, displayName = '' } = credentials
  const mediaOf = new WeakMap<Session, WeriftMedia>()
  const calls: NodeCall[] = []
  const userAgent = new UserAgent({
    uri: address(credentials.username, domain),
    displayName,
    authorizationUsername: credentials.username,
    authorizationHa1: credentials.ha1,
    // limits are for what hangs: a loaded machine may need its time
    transportOptions: { server: credentials.server, connectionTimeout: 60 },
    noAnswerTimeout: 120,
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
        if (!onCall) return void invitation.reject({ statusCode: 486 })
        onCall(follow(invitation))
      },
    },
  })
  const follow = (session: Invitation | Inviter): NodeCall => {
    const call = followSession(session, domain, () => mediaOf.get(session))
    calls.push(call)
    return call
  }
  const closeMedia = (): void => {
    for (const { session } of calls) mediaOf.get(session)?.close()
  }

  await userAgent.start()
  const registerer = onCall && new Registerer(userAgent, { expires: 120, refreshFrequency: 50 })
  try {
    if (registerer) await register(registerer)
  } catch (error) {
    await userAgent.stop()
    throw error
  }
  return {
    calls,
    call: (target, extraHeaders = []) =>
      follow(new Inviter(userAgent, address(target, domain), { extraHeaders })),
    async vanish() {
      closeMedia()
      await userAgent.transport.disconnect()
    },
    async stop() {
      const present = calls.filter(({ session }) => session.state !== SessionState.Terminated)
      // what the other side ended meanwhile, or a cut line, cannot be hung up
      await Promise.allSettled(present.map((call) => call.hangUp()))
      await registerer?.unregister().catch(() => undefined)
      await userAgent.stop()
      closeMedia()
    },
  }
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
