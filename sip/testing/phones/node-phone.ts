import {
  Invitation,
  Inviter,
  Registerer,
  SessionState,
  UserAgent,
  type Core,
  type Notification,
  type Session,
} from 'sip.js'
import { NodeMedia } from './node-media.ts'

export interface NodePhoneOptions {
  /** `ws://…/ws` */
  server: string
  domain: string
  username: string
  ha1: string
  /** What to do with a call that rings; the default leaves it ringing. */
  onInvite?: (call: PhoneCall) => void
}

/** A call as a test handles it. */
export interface PhoneCall {
  session: Session
  /** User part of the other side's address. */
  remoteUser: string
  media(): NodeMedia | null
  /** With which status the PBX refused it, if it did. */
  refusal: number | null
  answer(): Promise<void>
  reject(statusCode?: number): Promise<void>
  hangUp(): Promise<void>
  /** Re-INVITE with sendonly, or sendrecv again (RFC 3264 section 8.4). */
  hold(isHeld: boolean): Promise<void>
  /** Answers a ringing call with 302: "look for me there". */
  redirect(user: string): Promise<void>
  /** REFER like `transfer`; resolves with the status that came of it, by its answer or the reports after it. */
  refer(user: string): Promise<number>
  /** REFER to a user of the PBX. */
  transfer(user: string): Promise<void>
  /** Joins the other side of this call to the other side of `consultation` (REFER with Replaces). */
  transferTo(consultation: PhoneCall): Promise<void>
  /** Header for an INVITE that takes this leg over (RFC 3891). */
  replacesHeader(): string
}

export interface NodePhone {
  /** Every call that came in, also those that were cancelled. */
  calls: PhoneCall[]
  dial(user: string, extraHeaders?: string[]): Promise<PhoneCall>
  /** The page dies: the socket is cut, nothing is said goodbye to. */
  vanish(): Promise<void>
  stop(): Promise<void>
}

/** An operator's phone in Node: SIP.js over WebSocket as in the browser, werift instead of the browser's WebRTC. */
export async function startNodePhone(options: NodePhoneOptions): Promise<NodePhone> {
  const uriOf = (user: string) => {
    const uri = UserAgent.makeURI(`sip:${user}@${options.domain}`)
    if (!uri) throw new Error(`no SIP address: ${user}`)
    return uri
  }
  const calls: PhoneCall[] = []
  const agent = new UserAgent({
    uri: uriOf(options.username),
    authorizationUsername: options.username,
    authorizationHa1: options.ha1,
    transportOptions: { server: options.server, connectionTimeout: 60 },
    sessionDescriptionHandlerFactory: () => new NodeMedia(),
    logBuiltinEnabled: false,
    noAnswerTimeout: 120,
    delegate: {
      onInvite: (invitation) => {
        const call = phoneCall(invitation, uriOf)
        calls.push(call)
        options.onInvite?.(call)
      },
    },
  })
  await agent.start()
  const registerer = new Registerer(agent, { expires: 60 })
  const registered = new Promise<void>((resolve, reject) => {
    registerer.stateChange.addListener((state) => {
      if (state === 'Registered') resolve()
    })
    void registerer
      .register({
        requestDelegate: {
          onReject: (response) =>
            reject(new Error(`REGISTER was answered with ${response.message.statusCode}`)),
        },
      })
      .catch(reject)
  })
  try {
    await registered
  } catch (error) {
    await agent.stop()
    throw error
  }

  return {
    calls,
    async dial(user, extraHeaders = []) {
      const inviter = new Inviter(agent, uriOf(user), { extraHeaders })
      const call = phoneCall(inviter, uriOf)
      await inviter.invite({
        requestDelegate: { onReject: ({ message }) => (call.refusal = message.statusCode ?? null) },
      })
      return call
    },
    async vanish() {
      for (const call of calls) call.media()?.close()
      await agent.transport.disconnect()
    },
    async stop() {
      await registerer.unregister().catch(() => {})
      await agent.stop()
      for (const call of calls) call.media()?.close()
    },
  }
}

function phoneCall(
  session: Session,
  uriOf: (user: string) => ReturnType<UserAgent['configuration']['uri']['clone']>,
): PhoneCall {
  return {
    session,
    refusal: null,
    remoteUser: session.remoteIdentity.uri.user ?? '',
    media: () =>
      session.sessionDescriptionHandler instanceof NodeMedia ? session.sessionDescriptionHandler : null,
    async answer() {
      if (session instanceof Invitation) await session.accept()
    },
    async reject(statusCode = 486) {
      if (session instanceof Invitation) await session.reject({ statusCode })
    },
    async redirect(user) {
      if (session instanceof Invitation)
        await session.reject({ statusCode: 302, extraHeaders: [`Contact: <${uriOf(user).toString()}>`] })
    },
    refer: (user) =>
      new Promise((resolve, reject) => {
        const onNotify = (report: Notification) => {
          void report.accept()
          const status = Number(/^SIP\/2\.0 (\d{3})/.exec(report.request.body)?.[1] ?? 0)
          if (status >= 200) resolve(status)
        }
        const requestDelegate: Core.OutgoingRequestDelegate = {
          onReject: ({ message }) => resolve(message.statusCode ?? 0),
        }
        session.refer(uriOf(user), { requestDelegate, onNotify }).catch(reject)
      }),
    async hangUp() {
      if (session.state === SessionState.Established) await session.bye()
      else if (session instanceof Inviter) await session.cancel()
    },
    async hold(isHeld) {
      if (session.sessionDescriptionHandler instanceof NodeMedia)
        session.sessionDescriptionHandler.isHeld = isHeld
      await new Promise<void>((resolve, reject) => {
        void session
          .invite({
            requestDelegate: {
              onAccept: () => resolve(),
              onReject: () => reject(new Error('hold was refused')),
            },
          })
          .catch(reject)
      })
    },
    async transfer(user) {
      await session.refer(uriOf(user))
    },
    async transferTo(consultation) {
      await session.refer(consultation.session)
    },
    replacesHeader() {
      const { dialog } = session
      if (!dialog) throw new Error('no dialog to replace')
      return `Replaces: ${dialog.callId};to-tag=${dialog.remoteTag};from-tag=${dialog.localTag}`
    },
  }
}
