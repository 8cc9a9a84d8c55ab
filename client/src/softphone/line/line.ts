import {
  Registerer,
  RegistererState,
  UserAgent,
  UserAgentState,
  type Core,
  type Invitation,
  type SessionDescriptionHandlerFactory,
  type UserAgentOptions,
} from 'sip.js'
import type { PhoneCredentials } from '#contracts/phone.ts'
import { backOffMs } from './back-off.ts'
import type { PhoneRegistration, RegistrationProblem } from '../phone.ts'
import { endHalfOpen } from './half-open.ts'
import { startWatchdog, type Watchdog } from './watchdog.ts'
import type { Timers } from '../worker/timers.ts'

export interface LineParts {
  credentials: PhoneCredentials
  instanceId: string
  createMedia: SessionDescriptionHandlerFactory
  /** Another transport than WebSocket, for tests. */
  transportConstructor?: UserAgentOptions['transportConstructor']
  timers: Timers
  random: () => number
  onInvitation: (invitation: Invitation) => void
  onState: (state: PhoneRegistration['state'], reason: RegistrationProblem | null) => void
  log: (message: string, facts: object) => void
}

/** One registration with one server: its socket, and everything that keeps both alive. */
export interface Line {
  readonly credentials: PhoneCredentials
  readonly userAgent: UserAgent
  /** Connects and registers; goes on trying until `close`. */
  open(): void
  /** The account has another secret: used from the next request on, also in dialogs that go on. */
  changeSecret(credentials: PhoneCredentials): void
  /** Tries now instead of after the back-off: the network came back, the tab woke. */
  nudge(): void
  /** The page slept: what it believed of its socket is old, so the socket is opened anew. */
  wake(): void
  /** Milliseconds of an OPTIONS and its answer; null when none came in time. */
  roundTrip(): Promise<number | null>
  /** Takes no more calls; those that run go on. */
  unregister(): Promise<void>
  /** Closes the socket. Calls must be over. */
  close(): Promise<void>
}

const expiresSeconds = 120
/** A refused secret is not tried as often: each try costs the server a hash and may count against us. */
const refusedRetryMs = 30_000
const registerPatienceMs = 10_000
const roundTripPatienceMs = 5_000

export function createLine(parts: LineParts): Line {
  const { onState } = parts
  let { credentials } = parts
  const uri = UserAgent.makeURI(`sip:${credentials.username}@${credentials.domain}`)
  const registrar = UserAgent.makeURI(`sip:${credentials.domain}`)
  if (!uri || !registrar) throw new TypeError('The SIP domain or the user name is not fit for a URI')

  const userAgent = new UserAgent({
    uri,
    displayName: credentials.displayName,
    authorizationUsername: credentials.username,
    authorizationHa1: credentials.ha1,
    instanceId: parts.instanceId,
    // Reconnecting is ours (below): SIP.js gives up after three tries. No BYE when the page goes away: the call
    // is taken up again after a reload.
    reconnectionAttempts: 0,
    gracefulShutdown: false,
    noAnswerTimeout: 300,
    logBuiltinEnabled: false,
    logConfiguration: false,
    transportOptions: { server: credentials.server, connectionTimeout: 5 },
    sessionDescriptionHandlerFactory: parts.createMedia,
    ...(parts.transportConstructor && { transportConstructor: parts.transportConstructor }),
    delegate: {
      onInvite: (invitation) => parts.onInvitation(invitation),
      onConnect: () => connected(),
      onDisconnect: () => disconnected(),
      onMessage: (message) => void message.reject(),
    },
  })
  const receive = userAgent.transport.onMessage
  userAgent.transport.onMessage = (message) => {
    watchdog?.heard()
    receive?.(message)
  }

  let attempt = 0
  let endRetry: (() => void) | undefined
  let watchdog: Watchdog | undefined
  let lossReason: RegistrationProblem = 'unreachable'
  let isClosing = false
  let isUnregistered = false

  const newRegisterer = (): Registerer => {
    const made = new Registerer(userAgent, {
      registrar,
      expires: expiresSeconds,
      // SIP.js renews at 99 % of the time by default: one late timer and the contact is gone.
      refreshFrequency: 50,
      logConfiguration: false,
    })
    made.stateChange.addListener((state) => {
      if (made !== registerer || isUnregistered) return
      if (state === RegistererState.Registered) registered()
      // A renewal was refused; SIP.js does not try again by itself.
      else if (state === RegistererState.Unregistered && userAgent.isConnected())
        again('serverError', register)
    })
    return made
  }
  let registerer = newRegisterer()

  const again = (reason: RegistrationProblem, run: () => void, delayMs?: number): void => {
    if (isClosing) return
    endRetry?.()
    if (!isUnregistered) onState(reason === 'refused' ? 'failed' : 'connecting', reason)
    endRetry = parts.timers.after(delayMs ?? backOffMs(attempt++, parts.random), run)
  }
  const connect = (): void => {
    endRetry?.()
    endRetry = undefined
    const opened = userAgent.state === UserAgentState.Started ? userAgent.reconnect() : userAgent.start()
    opened.catch(() => again('unreachable', connect))
  }
  const connected = (): void => {
    lossReason = 'unreachable'
    watchdog = startWatchdog({
      timers: parts.timers,
      quietMs: 20_000,
      patienceMs: 5_000,
      ping: () => sendOptions(userAgent),
      dead: () => hangSocketUp('silent'),
    })
    register()
  }
  const disconnected = (): void => {
    watchdog?.stop()
    again(lossReason, connect)
  }
  const hangSocketUp = (reason: RegistrationProblem): void => {
    lossReason = reason
    parts.log('closing the SIP socket', { server: credentials.server, reason })
    userAgent.transport.disconnect().catch(() => undefined)
    endHalfOpen(userAgent.transport, parts.timers)
  }
  const registered = (): void => {
    endRetry?.()
    endRetry = undefined
    attempt = 0
    if (!isUnregistered) onState('registered', null)
  }
  const refused = (status: number): void => {
    parts.log('registration refused', { status })
    const isSecretWrong = [401, 403, 404, 407].includes(status)
    if (isSecretWrong) again('refused', register, refusedRetryMs)
    else again('serverError', register)
  }
  const register = (): void => {
    endRetry?.()
    endRetry = undefined
    if (isClosing || isUnregistered || !userAgent.isConnected()) return
    // SIP.js drops an answer that it does not like without a word: then the socket is opened anew.
    endRetry = parts.timers.after(registerPatienceMs, () => hangSocketUp('silent'))
    watchdog?.expect()
    const requestDelegate = {
      onAccept: registered,
      onReject: ({ message }: Core.IncomingResponse) => refused(message.statusCode ?? 500),
    }
    registerer.register({ requestDelegate }).catch(() => {
      // The REGISTER of the lost socket still waits for its answer (Timer F, 32 s): begin a new one. The old one
      // is not disposed of, as that would remove the contact which both share.
      registerer = newRegisterer()
      registerer.register({ requestDelegate }).catch(() => undefined)
    })
  }

  const nudge = (): void => {
    if (endRetry === undefined || isClosing) return
    if (userAgent.isConnected()) register()
    else connect()
  }

  return {
    get credentials() {
      return credentials
    },
    userAgent,
    changeSecret: (next) => {
      credentials = next
      // SIP.js reads it anew for each request that is challenged
      userAgent.configuration.authorizationHa1 = next.ha1
      nudge()
    },
    open: () => {
      onState('connecting', null)
      connect()
    },
    nudge,
    wake: () => {
      if (isClosing) return
      if (userAgent.isConnected()) hangSocketUp('unreachable')
      else connect()
    },
    roundTrip: () =>
      new Promise((resolve) => {
        if (!userAgent.isConnected()) return resolve(null)
        const from = performance.now()
        const timer = setTimeout(() => resolve(null), roundTripPatienceMs)
        sendOptions(userAgent, () => {
          clearTimeout(timer)
          resolve(performance.now() - from)
        })
      }),
    unregister: async () => {
      isUnregistered = true
      if (!userAgent.isConnected() || registerer.state !== RegistererState.Registered) return
      const answered = new Promise<void>((resolve) => {
        const onAnswer = (): void => resolve()
        void registerer.unregister({ requestDelegate: { onAccept: onAnswer, onReject: onAnswer } })
      })
      await Promise.race([answered, seconds(2)])
    },
    close: async () => {
      isClosing = true
      endRetry?.()
      watchdog?.stop()
      if (userAgent.state !== UserAgentState.Started) return
      // `UserAgent.stop` waits for the answers of a server that may be gone.
      const stopped = userAgent.stop().catch(() => undefined)
      await Promise.race([stopped, seconds(2)])
      userAgent.transport.disconnect().catch(() => undefined)
    },
  }
}

function seconds(count: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, count * 1000))
}

/** Any answer, a refusal too, shows that the server lives. */
function sendOptions(userAgent: UserAgent, answered: () => void = () => undefined): void {
  const { userAgentCore, configuration } = userAgent
  const target = UserAgent.makeURI(`sip:${configuration.uri.host}`)
  if (!target) return
  const message = userAgentCore.makeOutgoingRequestMessage(
    'OPTIONS',
    target,
    configuration.uri,
    target,
    {},
    undefined,
    undefined,
  )
  userAgentCore.request(message, { onAccept: answered, onRedirect: answered, onReject: answered })
}
