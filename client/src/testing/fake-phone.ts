import type { PhoneCall, PhoneSnapshot } from '../softphone/phone.ts'
import type { WindowPhone } from '../softphone/windows/window-phone.ts'

export interface FakePhone extends WindowPhone {
  /** What was asked of the phone, in order: `answer c1`, `dial +7…`. */
  readonly asked: string[]
  show(change: Partial<PhoneSnapshot>): void
}

/** A phone without SIP for pages under test: it shows what the test tells it to and remembers what it was asked. */
export function createFakePhone(): FakePhone {
  let snapshot: PhoneSnapshot = {
    registration: {
      state: 'registered',
      since: '2026-11-22T10:00:00.000Z',
      reason: null,
      server: 'wss://pbx/ws',
    },
    calls: [],
    ringtone: 'quiet',
    microphone: 'ready',
    window: 'this',
  }
  const listeners = new Set<(snapshot: PhoneSnapshot) => void>()
  const asked: string[] = []
  const ask = (...words: string[]): Promise<void> => {
    asked.push(words.join(' '))
    return Promise.resolve()
  }
  return {
    asked,
    show(change) {
      snapshot = { ...snapshot, ...change }
      for (const listener of listeners) listener(snapshot)
    },
    snapshot: () => snapshot,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    configure: (credentials) => void ask('configure', credentials.server),
    start: () => ask('start'),
    stop: () => ask('stop'),
    keepFor: (username) => ask('keepFor', username ?? ''),
    prepareAudio: () => ask('prepareAudio'),
    answer: (id) => ask('answer', id),
    hangUp: (id) => ask('hangUp', id),
    hold: (id) => ask('hold', id),
    resume: (id) => ask('resume', id),
    mute: (id) => void ask('mute', id),
    unmute: (id) => void ask('unmute', id),
    sendDtmf(id, tones) {
      void ask('sendDtmf', id, tones)
      return true
    },
    transferBlind: (id, target) => ask('transferBlind', id, target),
    transferAttended: (id, other) => ask('transferAttended', id, other),
    confer: () => ask('confer'),
    async dial(target) {
      await ask('dial', target)
      return 'dialled'
    },
    repair: (id) => ask('repair', id),
    roundTrip: () => Promise.resolve(20),
    stats: () => Promise.resolve(null),
  }
}

export const samplePhoneCall = (over: Partial<PhoneCall> = {}): PhoneCall => ({
  id: 'c1',
  direction: 'in',
  state: 'ringing',
  remoteNumber: '+73452001203',
  remoteName: '',
  held: false,
  heldByRemote: false,
  muted: false,
  inConference: false,
  startedAt: '2026-11-22T10:00:00.000Z',
  answeredAt: null,
  endReason: null,
  pbxCallId: 'embedded:1',
  ...over,
})
