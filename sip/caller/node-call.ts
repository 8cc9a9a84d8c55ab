import {
  Invitation,
  Inviter,
  SessionState,
  UserAgent,
  type Core,
  type Notification,
  type Session,
} from 'sip.js'
import type { Heard } from '#sip/sound/level.ts'
import type { WeriftMedia } from './werift-media.ts'

export type NodeCallState = 'dialling' | 'ringing' | 'queued' | 'talking' | 'ended'

/** A call of a telephone without a screen. */
export interface NodeCall {
  /** SIP.js's own. */
  readonly session: Session
  /** Every state with the time it began, in order; the last is the present one. */
  readonly states: readonly { state: NodeCallState; at: Date }[]
  readonly pbxCallId: string | null
  /** User part of the other side's address. */
  readonly remoteUser: string
  /** With which status it was refused, if it was. */
  readonly refusal: number | null
  /** Resolves when the talk began; rejects when the call ended before, with the SIP status. */
  readonly answered: Promise<void>
  readonly ended: Promise<void>
  heard(): Heard
  /** What was heard, of 16 bit and 8 kHz; the last minute of it. */
  samples(): readonly number[]
  /** Keys that the other side pressed. */
  digits(): string
  /** Packets sent. */
  sent(): number
  /** Instead of what it said before; after it silence, or the same again. */
  say(sound: Int16Array, options: { again: boolean }): void
  /** For the sentence of a test that heard nothing. */
  describe(): string
  answer(): Promise<void>
  reject(statusCode?: number): Promise<void>
  /** Answers a ringing call with 302: "look for me there". */
  redirect(user: string): Promise<void>
  hangUp(): Promise<void>
  /** Re-INVITE with sendonly, or sendrecv again (RFC 3264 section 8.4). */
  hold(isHeld: boolean): Promise<void>
  /** REFER to a user of the PBX; resolves with the status that came of it, by its answer or the reports after it. */
  refer(user: string): Promise<number>
  /** The same, without waiting for what comes of it. */
  transfer(user: string): Promise<void>
  /** Joins the other side of this call to the other side of `consultation` (REFER with Replaces). */
  transferTo(consultation: NodeCall): Promise<void>
  /** Header for an INVITE that takes this leg over (RFC 3891). */
  replacesHeader(): string
}

export function address(user: string, domain: string) {
  const uri = UserAgent.makeURI(`sip:${user}@${domain}`)
  if (!uri) throw new TypeError('not fit for a SIP URI')
  return uri
}

/** Sends the INVITE of a call of ours; of a call that rings it takes the one that came. */
export function followSession(
  session: Invitation | Inviter,
  domain: string,
  media: () => WeriftMedia | undefined,
): NodeCall {
  const { states, enter, answered, ended } = watch(session)
  let pbxCallId: string | null = null
  let refusal: number | null = null
  const read = ({ message }: { message: { getHeader(name: string): string | undefined } }): void => {
    pbxCallId ??= message.getHeader('X-Vakhta-Call') ?? null
  }
  session.stateChange.addListener((state) => {
    if (state !== SessionState.Terminated) return
    // SIP.js tells the status of a refusal only after this
    queueMicrotask(() => {
      enter('ended')
      answered.reject(new Error(`not answered: ${refusal ?? 'hung up'}`))
      ended.resolve()
    })
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
    session,
    states,
    get pbxCallId() {
      return pbxCallId
    },
    remoteUser: session.remoteIdentity.uri.user ?? '',
    get refusal() {
      return refusal
    },
    answered: answered.promise,
    ended: ended.promise,
    heard: () => media()?.heard() ?? { packets: 0, level: 0, energy: 0 },
    samples: () => media()?.samples() ?? [],
    digits: () => media()?.digits() ?? '',
    sent: () => media()?.packetsSent ?? 0,
    say: (sound, options) => media()?.say(sound, options),
    describe: () => `${session.state}, ${media()?.describe() ?? 'no media'}`,
    ...acts(session, domain, media),
  }
}

function watch(session: Session) {
  const states: { state: NodeCallState; at: Date }[] = []
  const enter = (state: NodeCallState): void => {
    if (states.at(-1)?.state !== state) states.push({ state, at: new Date() })
  }
  const answered = Promise.withResolvers<void>()
  const ended = Promise.withResolvers<void>()
  // nobody has to wait for the answer
  answered.promise.catch(() => undefined)
  session.stateChange.addListener((state) => {
    if (state !== SessionState.Established) return
    enter('talking')
    answered.resolve()
  })
  return { states, enter, answered, ended }
}

type Acts = Pick<
  NodeCall,
  | 'answer'
  | 'reject'
  | 'redirect'
  | 'hangUp'
  | 'hold'
  | 'refer'
  | 'transfer'
  | 'transferTo'
  | 'replacesHeader'
>

/** What the person at the telephone may do with the call. */
const acts = (session: Invitation | Inviter, domain: string, media: () => WeriftMedia | undefined): Acts => ({
  async answer() {
    if (session instanceof Invitation) await session.accept()
  },
  async reject(statusCode = 486) {
    if (session instanceof Invitation) await session.reject({ statusCode })
  },
  async redirect(user) {
    const extraHeaders = [`Contact: <${address(user, domain).toString()}>`]
    if (session instanceof Invitation) await session.reject({ statusCode: 302, extraHeaders })
  },
  async hangUp() {
    if (session.state === SessionState.Established) await session.bye()
    else if (session instanceof Inviter) await session.cancel()
    else if (session.state === SessionState.Initial) await session.reject()
  },
  hold(isHeld) {
    media()?.hold(isHeld)
    return new Promise((resolve, reject) => {
      const requestDelegate = {
        onAccept: () => resolve(),
        onReject: () => reject(new Error('hold was refused')),
      }
      session.invite({ requestDelegate }).catch(reject)
    })
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
      session.refer(address(user, domain), { requestDelegate, onNotify }).catch(reject)
    }),
  async transfer(user) {
    await session.refer(address(user, domain))
  },
  async transferTo(consultation) {
    await session.refer(consultation.session)
  },
  replacesHeader() {
    const { dialog } = session
    if (!dialog) throw new Error('no dialog to replace')
    return `Replaces: ${dialog.callId};to-tag=${dialog.remoteTag};from-tag=${dialog.localTag}`
  },
})
