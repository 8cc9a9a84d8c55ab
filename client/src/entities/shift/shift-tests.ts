import type { MicrophoneVerdict } from '../../softphone/devices/measure-microphone.ts'
import type { ToneVerdict } from '../../softphone/devices/play-tone.ts'

/** In the order in which they run. */
export const shiftTests = ['microphone', 'speaker', 'ring', 'notifications', 'pbx', 'server'] as const
export type ShiftTest = (typeof shiftTests)[number]

/** Why a test failed; each has its advice in the texts. */
export type ShiftFailure =
  | 'microphoneSilent'
  | 'microphoneRefused'
  | 'microphoneMissing'
  | 'deviceAbsent'
  | 'soundBlocked'
  | 'notHeard'
  | 'notificationsRefused'
  | 'pbxAway'
  | 'pbxSlow'
  | 'serverAway'
  | 'serverSlow'

export type ShiftTestState =
  | { kind: 'waiting' | 'running' }
  | { kind: 'passed'; roundTripMs: number | null }
  | { kind: 'failed'; why: ShiftFailure; roundTripMs: number | null }

export type ShiftStates = Readonly<Record<ShiftTest, ShiftTestState>>

/** What the tests need of the browser and the phone. */
export interface ShiftTools {
  /** Within the gesture: wakes the phone's sound. */
  unlock(): void
  microphone(): Promise<MicrophoneVerdict>
  tone(purpose: 'speaker' | 'ring'): Promise<ToneVerdict>
  askNotifications(): Promise<boolean>
  pbxRoundTrip(): Promise<number | null>
  serverRoundTrip(): Promise<number | null>
}

/** One way of 150 ms is the limit for an easy talk (ITU-T G.114). */
const slowMs = 300

const passed: ShiftTestState = { kind: 'passed', roundTripMs: null }
const failed = (why: ShiftFailure): ShiftTestState => ({ kind: 'failed', why, roundTripMs: null })

const ofMicrophone: Record<MicrophoneVerdict, ShiftTestState> = {
  heard: passed,
  silent: failed('microphoneSilent'),
  refused: failed('microphoneRefused'),
  missing: failed('microphoneMissing'),
}
const ofTone: Record<ToneVerdict, ShiftTestState> = {
  played: passed,
  absent: failed('deviceAbsent'),
  blocked: failed('soundBlocked'),
}
const ofRoundTrip = (ms: number | null, away: ShiftFailure, slow: ShiftFailure): ShiftTestState => {
  if (ms === null) return failed(away)
  const roundTripMs = Math.round(ms)
  return ms > slowMs ? { kind: 'failed', why: slow, roundTripMs } : { kind: 'passed', roundTripMs }
}

export const untested = (): ShiftStates => ({
  microphone: { kind: 'waiting' },
  speaker: { kind: 'waiting' },
  ring: { kind: 'waiting' },
  notifications: { kind: 'waiting' },
  pbx: { kind: 'waiting' },
  server: { kind: 'waiting' },
})

/** Runs all tests, one after the other so that a person can follow; call it in the gesture. */
export async function runShiftTests(
  tools: ShiftTools,
  show: (states: ShiftStates) => void,
): Promise<ShiftStates> {
  tools.unlock()
  // Asked within the gesture, as browsers demand; the answer is awaited in its turn.
  const mayNotify = tools.askNotifications().catch(() => false)
  const run: Record<ShiftTest, () => Promise<ShiftTestState>> = {
    microphone: async () => ofMicrophone[await tools.microphone()],
    speaker: async () => ofTone[await tools.tone('speaker')],
    ring: async () => ofTone[await tools.tone('ring')],
    notifications: async () => ((await mayNotify) ? passed : failed('notificationsRefused')),
    pbx: async () => ofRoundTrip(await tools.pbxRoundTrip(), 'pbxAway', 'pbxSlow'),
    server: async () => ofRoundTrip(await tools.serverRoundTrip(), 'serverAway', 'serverSlow'),
  }
  let states = untested()
  const change = (name: ShiftTest, state: ShiftTestState): void => {
    states = { ...states, [name]: state }
    show(states)
  }
  for (const name of shiftTests) {
    change(name, { kind: 'running' })
    change(name, await run[name]())
  }
  return states
}

export const hasPassed = (states: ShiftStates): boolean =>
  shiftTests.every((name) => states[name].kind === 'passed')
