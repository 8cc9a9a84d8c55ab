import { readFile } from 'node:fs/promises'
import type { PhoneCredentials } from '#contracts/phone.ts'
import { openNodePhone, type NodeCall } from './node-phone.ts'
import type { SampleName } from './samples.ts'
import { encodeUlaw, ulawRate } from '#sip/sound/ulaw.ts'
import { readUlawWav } from '#sip/sound/wav.ts'

/** What the caller says: a spoken sample, or a tone of so many Hz for half a minute. */
export type Speech = { sample: SampleName } | { toneHz: number }

/**
 * A resident who calls, without a browser: registers nothing, calls the target, says its sentence.
 * @param credentials of `POST /api/caller/credentials`; their `server` is used
 * @param target number; the queue's by default
 */
export async function call(options: {
  credentials: PhoneCredentials
  speech: Speech
  target?: string
}): Promise<NodeCall & { stop(): Promise<void> }> {
  const { credentials, speech, target = credentials.queueNumber } = options
  const phone = await openNodePhone({ credentials, sound: await soundOf(speech) })
  const made = phone.call(target)
  // Not spread: `pbxCallId` is known only later.
  return Object.assign(made, { stop: () => phone.stop() })
}

/** 8 kHz µ-law of what is to be said. */
export async function soundOf(speech: Speech): Promise<Uint8Array> {
  if ('sample' in speech) {
    return readUlawWav(await readFile(new URL(`samples/${speech.sample}.wav`, import.meta.url)))
  }
  const step = (2 * Math.PI * speech.toneHz) / ulawRate
  return Uint8Array.from({ length: 30 * ulawRate }, (_, index) => encodeUlaw(8_000 * Math.sin(index * step)))
}
