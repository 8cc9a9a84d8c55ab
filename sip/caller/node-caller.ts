import { readFile } from 'node:fs/promises'
import type { PhoneCredentials } from '#contracts/phone.ts'
import { openNodePhone, type NodeCall } from './node-phone.ts'
import type { SampleName } from './samples.ts'
import { sine } from '#sip/sound/sine.ts'
import { readWav } from '#sip/sound/wav.ts'

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

/** 8 kHz of what is to be said. */
export async function soundOf(speech: Speech): Promise<Int16Array> {
  if ('toneHz' in speech) return sine(speech.toneHz, 30)
  const file = await readFile(new URL(`samples/${speech.sample}.wav`, import.meta.url))
  return readWav(file).samples
}
