import { z } from 'zod'
import { masked } from './masked.ts'
import { Text } from './text.ts'
import { Day, Moment } from './time.ts'

/**
 * For what a machine may call: to tell of a shutdown and ask whether it is over, to call back instead of a person, to
 * inform of what nobody asked. One more is a word here and its line in `domain/consent/rules.ts`.
 */
export const CallPurpose = z.enum(['shutdown', 'callBack', 'information'])
export type CallPurpose = z.infer<typeof CallPurpose>

/** A key in a call (the PBX's ledger proves it), the word of an operator who was told, a signed paper. */
export const ConsentHow = z.enum(['key', 'operator', 'paper'])
export type ConsentHow = z.infer<typeof ConsentHow>

/** Why no machine calls. */
export const WhyNot = z.enum(['neverCalled', 'refused', 'expired', 'noConsent', 'tooOften'])
export type WhyNot = z.infer<typeof WhyNot>

/** What is refused: calls by a machine, or short messages. */
export const Refused = z.enum(['calls', 'messages'])
export type Refused = z.infer<typeof Refused>

/** One fact of the register: a consent, a refusal, or a number that is never called. None is ever changed or removed. */
export const ConsentEntry = z.object({
  /** `consent`, `refusal` or `never` and its number. */
  key: Text,
  id: z.number().int(),
  kind: z.enum(['consent', 'refusal', 'never']),
  number: masked(Text, 'number.see', 'number'),
  at: Moment,
  purpose: CallPurpose.nullable(),
  /** Of a consent to one shutdown; null: to all of the purpose. */
  shutdownId: z.number().int().nullable(),
  shutdownNumber: Text.nullable(),
  refused: Refused.nullable(),
  how: ConsentHow,
  /** In which call it was said; null: in none of ours. */
  callId: Text.nullable(),
  /** What was said or asked; of a number never called the reason. */
  words: masked(Text, 'number.see', 'text'),
  /** Number of the paper. */
  paper: masked(Text, 'number.see', 'text'),
  /** The last day; null: until it is refused. */
  until: Day.nullable(),
  /** Who wrote it; null: the ledger. */
  byName: Text.nullable(),
  /** Is it in force: neither refused since, nor past its end, nor lifted? */
  isInForce: z.boolean(),
  endedAt: Moment.nullable(),
  /** By what it ended before its day: a key, a word, a paper. */
  endedHow: ConsentHow.nullable(),
  endedByName: Text.nullable(),
})
export type ConsentEntry = z.infer<typeof ConsentEntry>

/** Which part of the register is shown. */
export const ConsentFilter = z.enum(['valid', 'refusal', 'never'])
export type ConsentFilter = z.infer<typeof ConsentFilter>
