import type { PhoneCredentials } from '#contracts/phone.ts'
import { createMixer } from './conference/sound-mix.ts'
import { createAudioOutput } from './media/audio-output.ts'
import { createDevices, type Devices } from './devices/devices.ts'
import { createDialogMemory } from './sip/dialog-memory.ts'
import type { Engine } from './engine.ts'
import { createTurns } from './in-turn.ts'
import { instanceId } from './line/instance-id.ts'
import { loadOnce } from './load-once.ts'
import { createMicrophone } from './media/microphone.ts'
import { createPeerMedia } from './media/peer-media.ts'
import type { Phone, PhoneSnapshot } from './phone.ts'
import { createRingtone } from './ring/ringtone.ts'
import { createServerDialogs, type DialogServer } from './sip/server-dialogs.ts'
import { createSnapshotStore } from './snapshot-store.ts'
import { watchClock } from './worker/clock-jump.ts'
import { workerTimers } from './worker/page-worker.ts'

export interface PhoneOptions {
  devices?: Devices
  /** Where the talks are kept for a page that comes after a crash. */
  dialogServer?: DialogServer
  log?: (message: string, facts: object) => void
}

export const phoneOff: PhoneSnapshot = {
  registration: { state: 'off', since: new Date(0).toISOString(), reason: null, server: null },
  calls: [],
  ringtone: 'quiet',
  microphone: 'unknown',
  window: 'this',
}

/** The phone of this page. SIP.js is loaded by `start`, in a chunk of its own. */
export function createPhone({
  log = () => undefined,
  dialogServer,
  devices = createDevices(navigator.mediaDevices, localStorage),
}: PhoneOptions = {}): Phone {
  const store = createSnapshotStore<PhoneSnapshot>({
    ...phoneOff,
    registration: { ...phoneOff.registration, since: new Date().toISOString() },
  })
  const microphone = createMicrophone(navigator.mediaDevices, devices, (state) =>
    store.change({ microphone: state }),
  )
  const output = createAudioOutput(() => new Audio(), devices)
  const ringtone = createRingtone(
    () => new AudioContext(),
    (state) => {
      if (store.get().ringtone !== state) store.change({ ringtone: state })
    },
    // Only a ring goes to the ring's own device; signs during a talk belong into the headset.
    (sound) => devices.idFor(sound === 'ring' ? 'ring' : 'speaker'),
  )
  const mixSound = createMixer(() => new AudioContext())
  const timers = workerTimers()
  const instance = instanceId(localStorage, () => crypto.randomUUID())
  const prepareMicrophone = async (): Promise<boolean> => {
    try {
      const probe = await microphone.open()
      probe.stop()
      return true
    } catch {
      return false
    }
  }

  let engine: Engine | undefined
  let credentials: PhoneCredentials | undefined
  const load = loadOnce(async (): Promise<Engine> => {
    const { createEngine } = await import('./engine.ts')
    engine = createEngine({
      store,
      createMedia: (events) =>
        createPeerMedia({
          microphone,
          output,
          mixSound,
          events,
          // No STUN: the PBX is on this network or has a public address, and a foreign server would learn of calls.
          createPeer: () => new RTCPeerConnection({ iceServers: [], bundlePolicy: 'max-bundle' }),
        }),
      prepareMicrophone,
      ringtone,
      dialogs: createDialogMemory(sessionStorage),
      ...(dialogServer && { serverDialogs: createServerDialogs({ server: dialogServer, instance, timers }) }),
      timers,
      instanceId: instance,
      now: () => new Date(),
      random: Math.random,
      newId: () => crypto.randomUUID(),
      endedLingerMs: 4_000,
      log,
    })
    if (credentials) engine.configure(credentials)
    return engine
  })

  const nudge = (): void => engine?.nudge()
  const nudgeIfVisible = (): void => {
    if (document.visibilityState === 'visible') nudge()
  }
  // A socket that was open before a sleep is not believed any more.
  const watchSleep = (): (() => void) =>
    watchClock({ timers, now: () => Date.now(), jumped: () => engine?.wake() })
  let endWatch = (): void => undefined
  const turns = createTurns()
  /** The browser asks before the page goes away in the middle of a call. */
  const ask = (event: BeforeUnloadEvent): void => {
    if (store.get().calls.some(({ state }) => state === 'talking')) event.preventDefault()
  }

  return {
    snapshot: () => store.get(),
    subscribe: (listener) => store.subscribe(listener),
    configure: (next) => {
      credentials = next
      engine?.configure(next)
    },
    start: () =>
      turns.take(async () => {
        endWatch()
        endWatch = watchSleep()
        window.addEventListener('online', nudge)
        window.addEventListener('beforeunload', ask)
        document.addEventListener('visibilitychange', nudgeIfVisible)
        await (await load()).start()
      }),
    stop: () =>
      turns.take(async () => {
        endWatch()
        window.removeEventListener('online', nudge)
        window.removeEventListener('beforeunload', ask)
        document.removeEventListener('visibilitychange', nudgeIfVisible)
        await engine?.stop()
        microphone.release()
        await ringtone.close()
      }),
    prepareAudio: async () => {
      ringtone.wake()
      // After an off that is under way, which releases it; but nobody waits for the person whom the browser asks.
      await turns.take(() => Promise.resolve())
      await prepareMicrophone()
    },
    answer: async (id) => engine?.answer(id),
    hangUp: async (id) => engine?.hangUp(id),
    hold: async (id) => engine?.hold(id),
    resume: async (id) => engine?.resume(id),
    mute: (id) => engine?.mute(id),
    unmute: (id) => engine?.unmute(id),
    sendDtmf: (id, tones) => engine?.sendDtmf(id, tones) ?? false,
    transferBlind: async (id, target) => engine?.transferBlind(id, target),
    transferAttended: async (id, consultation) => engine?.transferAttended(id, consultation),
    confer: async () => engine?.confer(),
    dial: async (target) => {
      return (await load()).dial(target)
    },
    repair: async (id) => engine?.repair(id),
    roundTrip: async () => (await engine?.roundTrip()) ?? null,
    stats: async (id) => (await engine?.stats(id)) ?? null,
  }
}
