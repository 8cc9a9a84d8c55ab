import { z } from 'zod'
import { PhoneCredentials } from '#contracts/phone.ts'
import type { PhoneSnapshot } from '../phone.ts'

/** Verbs that one window asks of the one with the phone; all their arguments are texts. */
export const Verb = z.enum([
  'start',
  'stop',
  'prepareAudio',
  'answer',
  'hangUp',
  'hold',
  'resume',
  'mute',
  'unmute',
  'sendDtmf',
  'transferBlind',
  'transferAttended',
  'confer',
  'dial',
  'repair',
  'roundTrip',
  'stats',
])
export type Verb = z.infer<typeof Verb>

/** A snapshot is our own page's; of it only the form is looked at. */
const Snapshot = z.custom<PhoneSnapshot>(
  (value) => typeof value === 'object' && value !== null && 'calls' in value,
)

/** What windows of one browser say to each other; only pages of our own origin can hear it. */
export const WindowMessage = z.discriminatedUnion('kind', [
  /** A new window asks who has the phone. */
  z.object({ kind: z.literal('hello') }),
  z.object({
    kind: z.literal('state'),
    snapshot: Snapshot,
    isOn: z.boolean(),
    credentials: PhoneCredentials.nullable(),
  }),
  z.object({ kind: z.literal('configure'), credentials: PhoneCredentials }),
  z.object({ kind: z.literal('ask'), id: z.string(), verb: Verb, words: z.array(z.string()) }),
  z.object({
    kind: z.literal('answer'),
    id: z.string(),
    value: z.unknown(),
    refusal: z.object({ status: z.number(), reason: z.string() }).nullable(),
  }),
])
export type WindowMessage = z.infer<typeof WindowMessage>
