import { z } from 'zod'
import { NotServed } from './company.ts'
import { masked } from './masked.ts'
import { Text } from './text.ts'
import { Moment } from './time.ts'

/** ringing: waiting in the queue or at an operator; talking; ended. `held` is a flag of talking. */
export const CallState = z.enum(['ringing', 'talking', 'ended'])
export type CallState = z.infer<typeof CallState>

/** `informed`: heard what is known of his house and asked for nobody. */
export const CallResult = z.enum(['answered', 'informed', 'abandoned', 'callbackAsked', 'failed', 'lost'])
export type CallResult = z.infer<typeof CallResult>

/** What the talk came to, in the operator's word by one digit; the order is that of the digits. */
export const WrapUpCode = z.enum([
  'task',
  'advice',
  'status',
  'complaint',
  'notOurs',
  'wrongNumber',
  'badLine',
  'abuse',
])
export type WrapUpCode = z.infer<typeof WrapUpCode>

export const CallLeg = z.object({
  legId: Text,
  role: z.enum(['caller', 'operator', 'callee']),
  operator: Text.nullable(),
  state: z.enum(['offered', 'talking', 'held', 'ended']),
  offeredAt: Moment.nullable(),
  answeredAt: Moment.nullable(),
  endedAt: Moment.nullable(),
  cause: Text.nullable(),
})
export type CallLeg = z.infer<typeof CallLeg>

/**
 * Who vouches for the number: the network; nobody, because a visitor of the call page typed it; an operator who asked
 * the caller.
 */
export const NumberTrust = z.enum(['network', 'typed', 'confirmed'])
export type NumberTrust = z.infer<typeof NumberTrust>

/**
 * What its caller said to be heard, by a key of an announcement or because his line ends so. Whoever calls back hears it:
 * `/api/calls/:id/message`. `seconds`: null when the PBX did not say; `heardAt`: when a person first played it.
 */
export const CallMessage = z.object({
  file: Text,
  seconds: z.number().int().nullable(),
  heardAt: Moment.nullable(),
})
export type CallMessage = z.infer<typeof CallMessage>

/** A call as boards and logs show it: a projection of its events. */
export const Call = z.object({
  /** `<source>:<callId>` */
  id: Text,
  source: Text,
  direction: z.enum(['in', 'out']),
  state: CallState,
  held: z.boolean(),
  /** As given by the trunk, shown as text; '' when hidden. Our own lines, on the other side, are no secret. */
  from: masked(Text, 'number.see', 'number', { direction: 'out' }),
  numberTrust: NumberTrust.default('network'),
  /** The name that the network shows with the number. */
  displayName: masked(Text, 'number.see', 'nothing'),
  to: masked(Text, 'number.see', 'number', { direction: 'in' }),
  queue: Text.nullable(),
  arrivedAt: Moment,
  queuedAt: Moment.nullable(),
  answeredAt: Moment.nullable(),
  endedAt: Moment.nullable(),
  result: CallResult.nullable(),
  endedBy: z.enum(['caller', 'operator', 'system']).nullable(),
  /** SIP user name of the operator who has, or last had, the call. */
  operator: Text.nullable(),
  legs: z.array(CallLeg),
  recording: Text.nullable(),
  message: CallMessage.nullable().default(null),
  /** The shutdowns that he was told of before the queue. */
  informedOf: z.array(z.number().int()).default([]),
  isUrgent: z.boolean().default(false),
  wrapUp: WrapUpCode.nullable().default(null),
  /** He pressed the key to be called when it is his turn; `isWaiting`: until he is spoken with or it is given up. */
  keptPlace: z
    .object({ at: Moment, tries: z.number().int(), isWaiting: z.boolean() })
    .nullable()
    .default(null),
  /** Whose it was when it came; null: nobody knew. Kept, whatever becomes of the house. */
  companyId: z.number().int().nullable().default(null),
  /** Of the line that was dialled, as it was called then; null while there are no two lines. */
  lineName: Text.nullable().default(null),
  /** Why its caller's house was not served then. */
  notServed: NotServed.nullable().default(null),
  /** How many events made it; grows with each, so it serves as version. */
  version: z.number().int(),
})
export type Call = z.infer<typeof Call>
