import type { PhoneCredentials } from '#contracts/phone.ts'
import type { DialogMemory } from '../sip/dialog-memory.ts'
import { createDialogMemory } from '../sip/dialog-memory.ts'
import { createEngine, type Engine } from '../engine.ts'
import type { PhoneCall, PhoneSnapshot } from '../phone.ts'
import type { RingingSound } from '../ring/ringing-sound.ts'
import { createSnapshotStore } from '../snapshot-store.ts'
import { pageTimers } from '../worker/timers.ts'
import { createFakeMedia, type FakeMedia } from './fake-media.ts'
import type { Wire } from './wire.ts'

/** The engine under test, with what a browser would give it. */
export interface Alice {
  engine: Engine
  media: FakeMedia[]
  sounds: (RingingSound | null)[]
  snapshot(): PhoneSnapshot
  /** The newest call. */
  call(): PhoneCall | undefined
  hasMicrophone: boolean
}

export const credentials: PhoneCredentials = {
  server: 'ws://pbx-one.invalid/ws',
  domain: 'test.invalid',
  username: 'alice',
  realm: 'test',
  ha1: '0'.repeat(32),
  displayName: 'Алиса',
  queueNumber: '112',
  expiresAt: '2030-01-01T00:00:00Z',
}

export function memoryStorage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const items = new Map<string, string>()
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  }
}

export function createAlice(
  wire: Wire,
  { dialogs = createDialogMemory(memoryStorage()) }: { dialogs?: DialogMemory } = {},
): Alice {
  const store = createSnapshotStore<PhoneSnapshot>({
    registration: { state: 'off', since: '', reason: null, server: null },
    calls: [],
    ringtone: 'quiet',
    microphone: 'ready',
    window: 'this',
  })
  let lastId = 0
  const alice: Alice = {
    media: [],
    sounds: [],
    hasMicrophone: true,
    snapshot: () => store.get(),
    call: () => store.get().calls.findLast((call) => call.id === `call-${lastId}`),
    engine: createEngine({
      store,
      dialogs,
      createMedia: (events) => {
        const media = createFakeMedia(events)
        alice.media.push(media)
        return media
      },
      prepareMicrophone: () => Promise.resolve(alice.hasMicrophone),
      ringtone: { play: (sound) => void alice.sounds.push(sound) },
      instanceId: '5f0f1f3c-9f55-4d7b-8c2e-000000000001',
      timers: pageTimers,
      now: () => new Date('2026-11-22T10:00:00Z'),
      random: () => 0.5,
      newId: () => `call-${(lastId += 1)}`,
      endedLingerMs: 200,
      transportConstructor: wire.Transport,
      log: () => undefined,
    }),
  }
  return alice
}
