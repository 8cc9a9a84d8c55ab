import { Invitation, Inviter, SessionState, type Session, type URI } from 'sip.js'
import type { CallMedia } from '../media/call-media.ts'
import { reasonOfCancel, reasonOfStatus } from './end-reason.ts'
import { createTurns } from '../in-turn.ts'
import type { CallEndReason, PhoneCall } from '../phone.ts'
import { watchPath } from '../media/path-watch.ts'
import { reinvite } from './renegotiate.ts'
import { refer } from './transfer.ts'
import type { Timers } from '../worker/timers.ts'

export interface CallParts {
  session: Invitation | Inviter
  /** What is known at the start; `held` and `answeredAt` are given for a call that is taken up after a reload. */
  initial: PhoneCall
  /** Undefined before SIP.js asked for media. */
  media: () => CallMedia | undefined
  timers: Timers
  now: () => Date
  random: () => number
  changed: () => void
}

/** One SIP session with the state that the page sees. */
export interface Call {
  readonly session: Session
  readonly media: CallMedia | undefined
  snapshot(): PhoneCall
  answer(): Promise<void>
  /** Sends the INVITE of a dialled call. */
  dial(): Promise<void>
  hangUp(): Promise<void>
  setHeld(isHeld: boolean): Promise<void>
  setMuted(isMuted: boolean): void
  transfer(target: URI | Session): Promise<void>
  /** Tells the PBX where we are now, after the socket was lost; with new media paths when those are lost too. */
  refresh(): Promise<void>
  /** A new microphone track and new media paths: one side is not heard. */
  repair(): Promise<void>
  mediaChanged(): void
  setInConference(isMember: boolean): void
  /** A re-INVITE waits for its answer. */
  readonly isNegotiating: boolean
}

const pbxHeader = 'X-Vakhta-Call'

export function createCall(parts: CallParts): Call {
  const { session, now, random } = parts
  let state = parts.initial
  let endReason: CallEndReason | null = null
  /** Re-INVITEs go one after the other; one that failed does not stop the next. */
  const turns = createTurns()
  let underWay = 0

  const change = (part: Partial<PhoneCall>): void => {
    state = Object.freeze({ ...state, ...part })
    parts.changed()
  }
  const applySound = (): void => parts.media()?.setSending(!state.muted && !state.held)
  const end = (reason: CallEndReason): void => {
    endReason ??= reason
  }

  session.delegate = {
    onBye: (bye) => {
      end('remote')
      bye.accept().catch(() => undefined)
    },
    onCancel: (cancel) => end(reasonOfCancel(cancel.request.getHeader('Reason'))),
    // SIP.js would follow a REFER of anybody and call where it says.
    onRefer: (referral) => void referral.reject().catch(() => undefined),
    onInfo: (info) => void info.accept().catch(() => undefined),
    onMessage: (message) => void message.reject().catch(() => undefined),
  }
  session.stateChange.addListener((sessionState) => {
    if (sessionState === SessionState.Established) {
      applySound()
      change({ state: 'talking', answeredAt: state.answeredAt ?? now().toISOString() })
    } else if (sessionState === SessionState.Terminated) {
      path.stop()
      // SIP.js tells the status of a refusal only after this.
      queueMicrotask(() => change({ state: 'ended', endReason: endReason ?? 'failed' }))
    }
  })

  const negotiate = (run: (media: CallMedia) => Promise<void>): Promise<void> => {
    underWay += 1
    return turns
      .take(async () => {
        const media = parts.media()
        if (media && session.state === SessionState.Established) await run(media)
      })
      .finally(() => {
        underWay -= 1
      })
  }
  const isCallIdOurs = session instanceof Inviter
  const refresh = (): Promise<void> =>
    negotiate(async (media) => {
      const outcome = await reinvite(session, media, { iceRestart: !media.isFlowing, isCallIdOurs, random })
      if (outcome === 'gone') await bye()
    })
  const path = watchPath({
    timers: parts.timers,
    isFlowing: () => parts.media()?.isFlowing ?? true,
    restart: refresh,
  })
  const bye = async (): Promise<void> => {
    await session.bye().catch(() => undefined)
  }

  return {
    session,
    get media() {
      return parts.media()
    },
    get isNegotiating() {
      return underWay > 0
    },
    snapshot: () => state,
    answer: async () => {
      if (!(session instanceof Invitation) || session.state !== SessionState.Initial) return
      await session.accept().catch(() => undefined)
    },
    dial: async () => {
      if (!(session instanceof Inviter)) return
      const readPbxCall = (header: string | undefined): void => {
        if (header !== undefined && state.pbxCallId === null) change({ pbxCallId: header })
      }
      try {
        await session.invite({
          requestDelegate: {
            onProgress: ({ message }) => readPbxCall(message.getHeader(pbxHeader)),
            onAccept: ({ message }) => readPbxCall(message.getHeader(pbxHeader)),
            onReject({ message }) {
              readPbxCall(message.getHeader(pbxHeader))
              end(reasonOfStatus(message.statusCode ?? 500))
            },
          },
        })
      } catch {
        change({ state: 'ended', endReason: 'failed' })
      }
    },
    hangUp: async () => {
      if (state.state === 'ended') return
      end('local')
      if (session.state === SessionState.Established) return bye()
      if (session instanceof Invitation) await session.reject({ statusCode: 486 }).catch(() => undefined)
      else await session.cancel().catch(() => undefined)
    },
    setHeld: (isHeld) =>
      negotiate(async (media) => {
        if (state.held === isHeld) return
        media.setHeld(isHeld)
        // Silence at once: what is said after the click on «hold» must not be heard.
        if (isHeld) media.setSending(false)
        const outcome = await reinvite(session, media, { iceRestart: false, isCallIdOurs, random })
        if (outcome === 'accepted') change({ held: isHeld })
        else media.setHeld(state.held)
        applySound()
        if (outcome === 'gone') await bye()
      }),
    setMuted: (isMuted) => {
      if (state.state === 'ended' || state.muted === isMuted) return
      change({ muted: isMuted })
      applySound()
    },
    transfer: async (target) => {
      if (session.state !== SessionState.Established) return
      await refer(session, target)
      end('transferred')
      await bye()
    },
    refresh,
    repair: () =>
      negotiate(async (media) => {
        await media.refreshMicrophone().catch(() => undefined)
        applySound()
        const outcome = await reinvite(session, media, { iceRestart: true, isCallIdOurs, random })
        if (outcome === 'gone') await bye()
      }),
    mediaChanged: () => {
      path.look()
      const heldByRemote = parts.media()?.isHeldByRemote ?? false
      if (heldByRemote !== state.heldByRemote) change({ heldByRemote })
    },
    setInConference: (inConference) => {
      if (inConference !== state.inConference) change({ inConference })
    },
  }
}

/** The server's id of a call that comes in. */
export function pbxCallIdOf(invitation: Invitation): string | null {
  return invitation.request.getHeader(pbxHeader) ?? null
}
