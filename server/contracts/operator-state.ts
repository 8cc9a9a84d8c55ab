import { z } from 'zod'
import { Text } from './text.ts'
import { Moment } from './time.ts'

/** What an operator's page says every three seconds while its phone is on (socket event `heartbeat`). */
export const Heartbeat = z.object({
  /** Is there a live track of the microphone? */
  microphone: z.enum(['live', 'off']),
  /** `off`: the last word of a page that leaves the line. */
  phone: z.enum(['registered', 'connecting', 'off']),
})
export type Heartbeat = z.infer<typeof Heartbeat>

/** Why somebody who is on the line is not offered calls: nothing heard of the page, or what it says of itself. */
export const WhyUnreachable = z.enum(['noHeartbeat', 'phoneLost', 'microphoneOff'])
export type WhyUnreachable = z.infer<typeof WhyUnreachable>

/** Reasons of pauses are data, named in the language of the house. */
export const PauseReason = z.object({ key: Text, name: Text })
export type PauseReason = z.infer<typeof PauseReason>

const note = Text.trim().max(300).default('')

/** What an operator says of himself. `confirmed`: he was told that nobody would be left. */
export const OperatorWish = z.discriminatedUnion('to', [
  z.object({ to: z.literal('available') }),
  z.object({
    to: z.literal('paused'),
    reason: Text.min(1).max(40),
    note,
    confirmed: z.boolean().default(false),
  }),
  /** Longer rest after a call, or 0 and a note about it; only while it lasts. */
  z.object({ to: z.literal('wrapUp'), addSeconds: z.number().int().min(0).max(600), note }),
])
export type OperatorWish = z.infer<typeof OperatorWish>

/** What stands after it. */
export const OperatorChoice = z.object({
  pause: PauseReason.nullable(),
  wrapUpUntil: Moment.nullable(),
  note: Text,
})
export type OperatorChoice = z.infer<typeof OperatorChoice>
