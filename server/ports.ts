import type { Permission, Role } from '#contracts/permission.ts'
import type { TrunkTests } from '#sip/asterisk/ami/trunk-test.ts'
import type { InstalledVoices, Voice } from '#domain/speech/voice.ts'
import type { PlaceCalls } from '#sip/asterisk/ami/kept-places.ts'
import type { RobotCalls } from '#sip/asterisk/robot-calls.ts'

/** Read-through copies of slow-changing directories. Fails open: a miss is always a right answer. */
export interface Cache {
  get<T>(key: string): Promise<T | undefined>
  set(key: string, value: unknown, ttlSeconds: number): Promise<void>
  delete(key: string): Promise<void>
  stop(): Promise<void>
}

/** Counts attempts in a window, for all replicas together where Redis is configured. */
export interface RateLimiter {
  /** Counts one attempt; `allowed` is false from attempt `limit` + 1 on until the window is over. */
  hit(
    key: string,
    limit: number,
    windowSeconds: number,
  ): Promise<{ allowed: boolean; retryAfterSeconds: number }>
  /** Takes one counted attempt back. */
  giveBack(key: string): Promise<void>
  reset(key: string): Promise<void>
  stop(): Promise<void>
}

/** Wakes the jobs whose truth are rows of `jobs`; never carries more than their ids. */
export interface JobRunner {
  start(): Promise<void>
  stop(): Promise<void>
}

/** The engines of this machine, and which of their voices the settings choose. */
export interface Voices {
  installed(): Promise<InstalledVoices>
  /** By the settings of this moment; null: nothing here speaks. */
  current(): Promise<Voice | null>
  /** A WAV of 16 bit. @throws with `code: 'ENOENT'` when the engine is not installed after all */
  speak(voice: Voice, text: string): Promise<Buffer>
}

/** Spoken texts in the folder that the PBX plays from; names are relative to it and end in `.wav`. */
export interface Announcements {
  /** Absolute. */
  readonly dir: string
  readonly voices: Voices
  has(name: string): Promise<boolean>
  /** Remembers the text and the voice, so that it is spoken anew in another. False where there is no speech engine. */
  speak(name: string, text: string): Promise<boolean>
  /** Puts a person's recording there; false when it is no WAV of 16 bit, mono or stereo. */
  keep(name: string, recording: Buffer): Promise<boolean>
  /** Removes of these folders what is not named and older; answers how many. Each noun sweeps its own. */
  sweep(folders: readonly string[], named: ReadonlySet<string>, before: Date): Promise<number>
}

/** It was understood and will never be sent: no use to try again. */
export class SmsRefused extends Error {}

/** Short messages to residents. */
export interface SmsGateway {
  /**
   * Resolves when it is accepted; the same `id` is the same message. `to` is in E.164 with the plus.
   * @throws SmsRefused; any other error may pass
   */
  send(message: { id: string; to: string; text: string }): Promise<void>
}

/** How residents are told what happened when they do not call; null: there is no such way here. */
export interface Messages {
  sms: SmsGateway | null
  calls: RobotCalls | null
  /** Calls back who kept his place in the queue; null where there is none. */
  places: PlaceCalls | null
  /** Null without Asterisk, or where the worker has no account there. */
  trunkTests: TrunkTests | null
}

/** The few methods of pino's logger that use cases call: facts first, then a fixed sentence. */
export interface Log {
  debug(facts: object, message: string): void
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}

/** Who does it. `system`: a PBX event or a job; `guest`: nobody has signed in. */
export interface Actor {
  userId: number | null
  name: string
  role: Role | 'system' | 'guest'
  permissions: readonly Permission[]
  /** Those of which alone he reads; null: of all. */
  companies: readonly number[] | null
  sipUsername: string | null
  /** SHA-256 of the session token; null for the system. */
  sessionHash: Buffer | null
  ip: string
}

/** Somebody of the house, as the access of a route has let in. */
export interface Person extends Actor {
  userId: number
}

export const guestActor = (ip: string): Actor => ({
  userId: null,
  name: '',
  role: 'guest',
  permissions: [],
  companies: null,
  sipUsername: null,
  sessionHash: null,
  ip,
})
