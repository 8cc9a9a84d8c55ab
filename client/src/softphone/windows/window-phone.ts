import { z } from 'zod'
import type { PhoneCredentials } from '#contracts/phone.ts'
import { PhoneRefusal, type CallStats, type Phone, type PhoneSnapshot } from '../phone.ts'
import { createSnapshotStore } from '../snapshot-store.ts'
import { openChannel } from './channel.ts'
import type { Verb, WindowMessage } from './messages.ts'
import { perform } from './perform.ts'

export interface WindowPhone extends Phone {
  /**
   * The person of that SIP user name is signed in here: a phone that is somebody else's goes off the line. Their own
   * goes on, also one that talks in another window.
   */
  keepFor(username: string | null): Promise<void>
}

export interface WindowPhoneParts {
  createLocal: () => Phone
  /** Undefined where the page is not secure: then each window is alone. */
  locks: Pick<LockManager, 'request'> | undefined
  port: BroadcastChannel
  newId: () => string
  initial: PhoneSnapshot
}

const lockName = 'vakhta.phone'
const Stats = z.custom<CallStats>((value) => typeof value === 'object' && value !== null)

/**
 * One phone, many windows of a browser: the window that holds the lock registers, rings and talks; the others show
 * its snapshot and command it. When it closes, the next one takes the registration and the calls over (Replaces).
 * A window that holds a lock is not frozen by the browser either.
 */
export function createWindowPhone(parts: WindowPhoneParts): WindowPhone {
  const store = createSnapshotStore<PhoneSnapshot>({ ...parts.initial, window: 'other' })
  let local: Phone | undefined
  let isOn = false
  let credentials: PhoneCredentials | null = null
  let settle = (): void => undefined
  /** It is known whether this window has the phone or another one. */
  const settled = new Promise<void>((resolve) => (settle = resolve))

  const channel = openChannel(parts.port, parts.newId, (message) => void receive(message))
  const tell = (): void => {
    if (local) channel.send({ kind: 'state', snapshot: store.get(), isOn, credentials })
  }
  const configure = (next: PhoneCredentials): void => {
    credentials = next
    local?.configure(next)
  }
  const run = async (phone: Phone, verb: Verb, words: readonly string[]): Promise<unknown> => {
    if (verb === 'start' || verb === 'stop') isOn = verb === 'start'
    const done = await perform(phone, verb, words)
    if (verb === 'start' || verb === 'stop') tell()
    return done
  }
  const answerFor = async (
    phone: Phone,
    { id, verb, words }: WindowMessage & { kind: 'ask' },
  ): Promise<void> => {
    try {
      channel.send({ kind: 'answer', id, value: await run(phone, verb, words), refusal: null })
    } catch (thrown) {
      const status = thrown instanceof PhoneRefusal ? thrown.status : 500
      channel.send({ kind: 'answer', id, value: null, refusal: { status, reason: String(thrown) } })
    }
  }
  const receive = async (message: WindowMessage): Promise<void> => {
    if (message.kind === 'state' && !local) {
      isOn = message.isOn
      credentials = message.credentials ?? credentials
      store.change({ ...message.snapshot, window: 'other' })
      settle()
    } else if (message.kind === 'hello') tell()
    else if (message.kind === 'configure' && local) configure(message.credentials)
    else if (message.kind === 'ask' && local) await answerFor(local, message)
  }

  const lead = async (): Promise<void> => {
    const phone = parts.createLocal()
    phone.subscribe((snapshot) => {
      store.change({ ...snapshot, window: 'this' })
      tell()
    })
    local = phone
    store.change({ ...phone.snapshot(), window: 'this' })
    if (credentials) phone.configure(credentials)
    settle()
    tell()
    // Without the SIP stack (the network is away) the person can turn the phone on again.
    if (isOn && credentials) await phone.start().catch(() => undefined)
  }
  if (parts.locks)
    void parts.locks.request(lockName, async () => {
      await lead()
      // until the window closes
      await new Promise<never>(() => undefined)
    })
  else void lead()
  channel.send({ kind: 'hello' })

  const act = async (verb: Verb, ...words: string[]): Promise<unknown> => {
    await settled
    return local ? run(local, verb, words) : channel.ask(verb, words)
  }
  const plainly = async (verb: Verb, ...words: string[]): Promise<void> => void (await act(verb, ...words))

  return {
    snapshot: () => store.get(),
    subscribe: (listener) => store.subscribe(listener),
    configure: (next) => {
      configure(next)
      if (!local) void settled.then(() => channel.send({ kind: 'configure', credentials: next }))
    },
    start: () => plainly('start'),
    stop: () => plainly('stop'),
    keepFor: async (username) => {
      await settled
      if (credentials !== null && credentials.username !== username) await plainly('stop')
    },
    prepareAudio: () => plainly('prepareAudio'),
    answer: (id) => plainly('answer', id),
    hangUp: (id) => plainly('hangUp', id),
    hold: (id) => plainly('hold', id),
    resume: (id) => plainly('resume', id),
    mute: (id) => void plainly('mute', id).catch(() => undefined),
    unmute: (id) => void plainly('unmute', id).catch(() => undefined),
    sendDtmf: (id, tones) => {
      if (local) return local.sendDtmf(id, tones)
      void act('sendDtmf', id, tones).catch(() => undefined)
      return store.get().calls.some((call) => call.id === id && call.state === 'talking')
    },
    transferBlind: (id, target) => plainly('transferBlind', id, target),
    transferAttended: (id, other) => plainly('transferAttended', id, other),
    confer: () => plainly('confer'),
    dial: async (target) => z.string().parse(await act('dial', target)),
    repair: (id) => plainly('repair', id),
    roundTrip: async () =>
      z
        .number()
        .nullable()
        .parse(await act('roundTrip')),
    stats: async (id) => Stats.nullable().parse(await act('stats', id)),
  }
}
