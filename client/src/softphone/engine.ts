import { Inviter, SessionState, type Invitation, type Session, type UserAgentOptions } from 'sip.js'
import type { PhoneCredentials } from '#contracts/phone.ts'
import { blankCall, type NewCall } from './sip/blank-call.ts'
import { pbxCallIdOf } from './sip/call.ts'
import { createCallList, type ListedCall } from './sip/call-list.ts'
import { createConference } from './conference/conference.ts'
import type { CallMedia, CreateCallMedia } from './media/call-media.ts'
import {
  rememberDialog,
  replacesHeaders,
  type DialogMemory,
  type RememberedDialog,
} from './sip/dialog-memory.ts'
import { createLine, type Line } from './line/line.ts'
import {
  PhoneRefusal,
  type Phone,
  type PhoneCall,
  type PhoneRegistration,
  type PhoneSnapshot,
} from './phone.ts'
import { plainText } from './plain-text.ts'
import { remoteParty, targetUri } from './sip/remote-party.ts'
import { registersAlike } from './line/registers-alike.ts'
import { ringingSound } from './ring/ringing-sound.ts'
import type { Ringtone } from './ring/ringtone.ts'
import type { ServerDialogs } from './sip/server-dialogs.ts'
import type { SnapshotStore } from './snapshot-store.ts'
import type { Timers } from './worker/timers.ts'

export interface EngineParts {
  store: SnapshotStore<PhoneSnapshot>
  createMedia: CreateCallMedia
  /** Resolves to false when there is no microphone to talk with; the snapshot then says why. */
  prepareMicrophone: () => Promise<boolean>
  ringtone: Pick<Ringtone, 'play'>
  dialogs: DialogMemory
  /** The same on the server: for a page that comes after a crash, or in another browser. */
  serverDialogs?: ServerDialogs
  timers: Timers
  /** Stable for this browser (RFC 5626 section 4.1), so that a reload does not leave a second contact behind. */
  instanceId: string
  now: () => Date
  random: () => number
  newId: () => string
  endedLingerMs: number
  transportConstructor?: UserAgentOptions['transportConstructor']
  log: (message: string, facts: object) => void
}

/** The phone on SIP.js, without what only a page has (gestures, unload). */
export type Engine = Omit<Phone, 'snapshot' | 'subscribe' | 'prepareAudio'> & {
  /** Reconnects now if it waits to. */
  nudge(): void
  /** The page slept. */
  wake(): void
}

/** More calls than this at once are refused as busy, whoever sends them. */
const maxCalls = 6
/** Talks and dialled calls: a second line at most. */
const maxLines = 2

export function createEngine(parts: EngineParts): Engine {
  const { store, dialogs, now, random } = parts
  const mediaOf = new WeakMap<Session, CallMedia>()
  const lines = new Set<Line>()
  let current: Line | undefined
  let credentials: PhoneCredentials | undefined
  let isStarted = false
  let remembered: RememberedDialog[] = dialogs.load()
  const tried = new Set<string>()

  const list = createCallList({
    endedLingerMs: parts.endedLingerMs,
    changed: () => {
      const calls = list.snapshots()
      store.change({ calls })
      parts.ringtone.play(ringingSound(calls))
      const kept = list
        .live()
        .flatMap(({ call, line }) => rememberDialog(call.session, call.snapshot(), line.credentials) ?? [])
      // What waits to be taken up again is kept until that was tried.
      dialogs.save([...remembered, ...kept])
      parts.serverDialogs?.save([...remembered, ...kept])
      closeRetiredLines()
      conference.settle()
    },
  })
  const conference = createConference(list)
  const busyLines = (): number => list.live().filter(({ call }) => call.snapshot().state !== 'ringing').length
  const closeRetiredLines = (): void => {
    for (const line of lines) {
      if (line === current || list.live().some((entry) => entry.line === line)) continue
      lines.delete(line)
      void line.close()
    }
  }
  const newCall = (part: NewCall): PhoneCall => blankCall(parts.newId(), now(), part)
  const addCall = (line: Line, session: Invitation | Inviter, initial: PhoneCall) =>
    list.add(line, { session, initial, media: () => mediaOf.get(session), timers: parts.timers, now, random })

  const onInvitation = (line: Line, invitation: Invitation): void => {
    if (list.live().length >= maxCalls) {
      void invitation.reject({ statusCode: 486 })
      return
    }
    const { number, name } = remoteParty(invitation.assertedIdentity ?? invitation.remoteIdentity)
    // SIP.js puts this name between quotes when it writes a REFER to this call.
    invitation.remoteIdentity.displayName = name.replace(/["\\]/g, '')
    addCall(
      line,
      invitation,
      newCall({
        direction: 'in',
        state: 'ringing',
        remoteNumber: number,
        remoteName: name,
        pbxCallId: pbxCallIdOf(invitation),
      }),
    )
  }

  /** Each dialog is tried once; a refusal means that the call ended while the page was away. */
  const takeUpRemembered = (line: Line): void => {
    const { server, username } = line.credentials
    const ours = remembered.filter((dialog) => dialog.server === server && dialog.username === username)
    remembered = []
    const isHere = ({ callId }: RememberedDialog): boolean =>
      list.live().some(({ call }) => call.session.dialog?.callId === callId)
    for (const dialog of ours) if (!isHere(dialog)) void takeUp(line, dialog)
    if (ours.length === 0 && list.live().length === 0) dialogs.save([])
  }
  const takeUp = async (line: Line, dialog: RememberedDialog): Promise<void> => {
    const target = targetUri('reattach', line.credentials.domain)
    const key = dialog.callId + dialog.localTag
    if (!target || tried.has(key)) return
    tried.add(key)
    const inviter = new Inviter(line.userAgent, target, { extraHeaders: replacesHeaders(dialog) })
    const { direction, remoteNumber, remoteName, startedAt, answeredAt, pbxCallId } = dialog
    const shown = { direction, remoteNumber, remoteName, startedAt, answeredAt, pbxCallId }
    const call = addCall(line, inviter, newCall({ ...shown, state: 'dialling' }))
    if (dialog.held)
      inviter.stateChange.addListener((state) => {
        if (state === SessionState.Established) void call.setHeld(true)
      })
    await call.dial()
  }
  /**
   * The socket is new. A re-INVITE that was lost with the old one would keep the dialog busy for 32 s (Timer B), so
   * such a call is taken up as after a reload.
   */
  const comeBack = ({ call, line }: ListedCall): void => {
    const dialog = call.isNegotiating
      ? rememberDialog(call.session, call.snapshot(), line.credentials)
      : undefined
    void (dialog ? takeUp(line, dialog) : call.refresh())
  }
  const findOnServer = async (): Promise<void> => {
    const found = await parts.serverDialogs?.find().catch(() => [])
    const server = credentials?.server
    if (!found || !isStarted || server === undefined) return
    // The same PBX may be reached by another address from there; one that knows no such dialog refuses it.
    remembered.push(...found.map((dialog) => ({ ...dialog, server })))
    if (current && store.get().registration.state === 'registered') takeUpRemembered(current)
  }

  const openCurrentLine = (account: PhoneCredentials): void => {
    let wasRegistered = false
    const line: Line = createLine({
      credentials: account,
      instanceId: parts.instanceId,
      timers: parts.timers,
      random,
      log: parts.log,
      ...(parts.transportConstructor && { transportConstructor: parts.transportConstructor }),
      createMedia: (session) => {
        const media = parts.createMedia({
          changed: () => {
            list.bySession(session)?.mediaChanged()
            conference.settle()
          },
        })
        mediaOf.set(session, media)
        return media
      },
      onInvitation: (invitation) => onInvitation(line, invitation),
      onState: (state, reason) => {
        if (line !== current) return
        show(state, reason)
        if (state !== 'registered') return
        if (wasRegistered) for (const entry of list.live()) if (entry.line === line) comeBack(entry)
        wasRegistered = true
        takeUpRemembered(line)
      },
    })
    lines.add(line)
    current = line
    line.open()
  }
  const show = (state: PhoneRegistration['state'], reason: PhoneRegistration['reason']): void => {
    const { registration } = store.get()
    const server = credentials?.server ?? null
    if (registration.state === state && registration.reason === reason && registration.server === server)
      return
    store.change({ registration: { state, reason, server, since: now().toISOString() } })
  }
  const switchLine = async (next: PhoneCredentials): Promise<void> => {
    const old = current
    current = undefined
    show('connecting', null)
    const leaving = old?.unregister()
    // At the same registrar the old contact goes first: both carry the same instance id, by which a registrar may
    // take the removal of the old for that of the new.
    if (old?.credentials.server === next.server) await leaving
    if (isStarted && credentials === next) openCurrentLine(next)
    await leaving
    closeRetiredLines()
  }
  const holdOthers = async (id: string): Promise<void> => {
    const others = list
      .live()
      .filter(({ call }) => call.snapshot().id !== id && call.snapshot().state === 'talking')
    await Promise.all(others.map(({ call }) => call.setHeld(true)))
  }

  return {
    configure: (next) => {
      const before = credentials
      if (before !== undefined && registersAlike(before, next)) return
      credentials = next
      if (!isStarted) return
      const hasOtherSecretOnly = before !== undefined && registersAlike({ ...before, ha1: next.ha1 }, next)
      // calls that go on end by requests that are challenged too
      for (const line of lines)
        if (line.credentials.username === next.username && line.credentials.realm === next.realm)
          line.changeSecret({ ...line.credentials, ha1: next.ha1 })
      if (current === undefined || !hasOtherSecretOnly) void switchLine(next)
    },
    start: async () => {
      if (isStarted) return
      isStarted = true
      if (credentials) openCurrentLine(credentials)
      void findOnServer()
    },
    stop: async () => {
      isStarted = false
      remembered = []
      await Promise.all(list.live().map(({ call }) => call.hangUp()))
      const old = current
      current = undefined
      show('off', null)
      await old?.unregister()
      await Promise.all([...lines].map((line) => line.close()))
      lines.clear()
      parts.ringtone.play(null)
      dialogs.save([])
      parts.serverDialogs?.save([])
    },
    nudge: () => current?.nudge(),
    wake: () => current?.wake(),

    answer: async (id) => {
      const entry = list.get(id)
      // Without a microphone the call goes on ringing, and the snapshot says why it cannot be answered.
      if (!entry || busyLines() >= maxLines || !(await parts.prepareMicrophone())) return
      await holdOthers(id)
      await entry.call.answer()
    },
    hangUp: async (id) => list.get(id)?.call.hangUp(),
    hold: async (id) => list.get(id)?.call.setHeld(true),
    resume: async (id) => {
      await holdOthers(id)
      await list.get(id)?.call.setHeld(false)
    },
    mute: (id) => list.get(id)?.call.setMuted(true),
    unmute: (id) => list.get(id)?.call.setMuted(false),
    sendDtmf: (id, tones) => {
      if (!/^[0-9A-D*#]{1,32}$/i.test(tones)) return false
      return list.get(id)?.call.media?.sendDtmf(tones) ?? false
    },
    transferBlind: async (id, target) => {
      const entry = list.get(id)
      if (!entry) return
      const uri = targetUri(target, entry.line.credentials.domain)
      if (!uri) throw new PhoneRefusal(484, 'Address Incomplete')
      await entry.call.transfer(uri)
    },
    transferAttended: async (id, consultationCallId) => {
      const consultation = list.get(consultationCallId)
      await list.get(id)?.call.transfer(consultation?.call.session ?? fail(481, 'No second call'))
      await consultation?.call.hangUp()
    },
    dial: async (target) => {
      const line = busyLines() < maxLines ? current : undefined
      const initial = newCall({ direction: 'out', state: 'dialling', remoteNumber: plainText(target, 40) })
      const uri = line && targetUri(target, line.credentials.domain)
      if (!line || !uri) {
        list.addEnded({ ...initial, state: 'ended', endReason: line ? 'notFound' : 'failed' })
      } else if (!(await parts.prepareMicrophone())) {
        list.addEnded({ ...initial, state: 'ended', endReason: 'noMicrophone' })
      } else {
        await holdOthers(initial.id)
        await addCall(line, new Inviter(line.userAgent, uri), initial).dial()
      }
      return initial.id
    },
    repair: async (id) => list.get(id)?.call.repair(),
    roundTrip: async () => (await current?.roundTrip()) ?? null,
    confer: async () => {
      const talks = list.live().filter(({ call }) => call.snapshot().state === 'talking')
      await Promise.all(talks.map(({ call }) => call.setHeld(false)))
      conference.join(talks.map(({ call }) => call.snapshot().id))
    },
    stats: async (id) => (await list.get(id)?.call.media?.stats()) ?? null,
  }
}

function fail(status: number, reason: string): never {
  throw new PhoneRefusal(status, reason)
}
