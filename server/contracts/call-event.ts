import { z } from 'zod'
import { WrapUpCode } from './call.ts'
import { masked } from './masked.ts'
import { LedgerText } from './text.ts'
import { Moment } from './time.ts'

/**
 * What happened to a call, in the one vocabulary of both PBXs (ADR 0002).
 * `source` names the PBX, `position` the place in its ledger file (`<inode>:<byte offset of the line>`);
 * together they make receiving an event idempotent.
 * `callId` is the whole call (Asterisk: LinkedID), `legId` one party's leg (Asterisk: UniqueID).
 */
const base = {
  source: LedgerText.min(1).max(40),
  position: LedgerText.min(1).max(60),
  at: Moment,
  callId: LedgerText.min(1).max(120),
}
const leg = { legId: LedgerText.min(1).max(120) }
/** The SIP user name of an operator, e.g. `op-12` (users.sip_username). */
const operator = LedgerText.min(1).max(60)
const number = LedgerText.max(120)

/** Why a place is kept no longer: tried often enough, nobody takes calls any more, too long, called again, may not, cannot. */
export const PlaceGivenUp = z.enum([
  'notReached',
  'closed',
  'tooLong',
  'calledAgain',
  'notPermitted',
  'notPossible',
])
export type PlaceGivenUp = z.infer<typeof PlaceGivenUp>

export const CallEvent = z.discriminatedUnion('type', [
  /** A resident's call reached the PBX. `from` is as the trunk gave it; '' when hidden. */
  z.object({
    ...base,
    ...leg,
    type: z.literal('call.arrived'),
    from: masked(number, 'number.see', 'number'),
    displayName: masked(LedgerText.max(200), 'number.see', 'nothing'),
    to: number,
    /** The caller wrote `from` himself on the call page: nobody vouches for it. Absent: the trunk gave it. */
    isNumberTyped: z.boolean().optional(),
  }),
  /** An operator dials out. */
  z.object({
    ...base,
    ...leg,
    type: z.literal('call.dialled'),
    operator,
    to: masked(number, 'number.see', 'number'),
  }),
  /** The operator (users.id) asked the caller, whose number was typed: it is his. Written by us, by no PBX. */
  z.object({ ...base, type: z.literal('call.numberConfirmed'), by: z.number().int() }),
  /** What the talk came to, by the operator (users.id) who had it; the last word counts. Written by us, by no PBX. */
  z.object({ ...base, type: z.literal('call.wrappedUp'), code: WrapUpCode, by: z.number().int() }),
  z.object({ ...base, type: z.literal('call.queued'), queue: LedgerText.max(60) }),
  /** The PBX began to ring an operator. */
  z.object({ ...base, ...leg, type: z.literal('leg.offered'), operator }),
  /** The operator's leg (or the called party's leg of an outgoing call) answered. */
  z.object({ ...base, ...leg, type: z.literal('leg.answered'), operator: operator.optional() }),
  /** The leg entered a conversation with the others; also how a re-attached leg appears. */
  z.object({ ...base, ...leg, type: z.literal('leg.joined'), operator: operator.optional() }),
  z.object({ ...base, ...leg, type: z.literal('leg.held') }),
  z.object({ ...base, ...leg, type: z.literal('leg.resumed') }),
  /** The party's page or phone is gone from the PBX, which keeps its place in the call: the beginning of a gap. */
  z.object({ ...base, ...leg, type: z.literal('leg.lost') }),
  /** It is back in the same leg; after a reload a new leg joins instead. */
  z.object({ ...base, ...leg, type: z.literal('leg.found') }),
  z.object({
    ...base,
    ...leg,
    type: z.literal('leg.ended'),
    operator: operator.optional(),
    /** Why: for a leg that never answered this is the refusal. */
    cause: z.enum(['normal', 'busy', 'noAnswer', 'cancelled', 'rejected', 'unreachable', 'failed']),
  }),
  z.object({
    ...base,
    type: z.literal('call.transferred'),
    kind: z.enum(['blind', 'attended']),
    to: masked(LedgerText.max(120), 'number.see', 'number'),
  }),
  /** He heard the announcement of these shutdowns to its end or pressed a key in it; `heardVersion`: of which text. */
  z.object({
    ...base,
    type: z.literal('call.informed'),
    how: z.enum(['announcement', 'question']),
    shutdowns: z
      .array(z.object({ id: z.number().int(), heardVersion: z.number().int() }))
      .min(1)
      .max(20),
  }),
  /** «1»: tell me when it is mended. */
  z.object({ ...base, type: z.literal('call.noticeAsked') }),
  /** «2»: what he had to add was recorded; `file` is relative to the recordings folder. It is heard within ten minutes. */
  z.object({
    ...base,
    type: z.literal('call.messageLeft'),
    file: LedgerText.max(300),
    /** Absent in events from before it was measured. */
    seconds: z.number().int().optional(),
  }),
  /** Somebody (users.id) played it for the first time. Written by us, by no PBX. */
  z.object({ ...base, type: z.literal('call.messageHeard'), by: z.number().int().nullable() }),
  /** «9»: gas, fire, people in a lift: goes before everybody. */
  z.object({ ...base, type: z.literal('call.urgent') }),
  /** A caller of ours answered the question after a shutdown; `callerId`: shutdown_callers.id. */
  z.object({
    ...base,
    type: z.literal('survey.answered'),
    callerId: z.number().int(),
    answer: z.enum(['yes', 'no']),
  }),
  /** A notice was spoken to its end; `noticeId`: notices.id. */
  z.object({ ...base, type: z.literal('notice.heard'), noticeId: z.number().int() }),
  /** In a call of ours he pressed the key that no machine may call him again; `noticeId`: notices.id. */
  z.object({ ...base, type: z.literal('notice.refused'), noticeId: z.number().int() }),
  /**
   * The alarm of outgoing calls, once a day for each level: four fifths of what the settings allow a day are used up,
   * or all, and calls are refused until the day (of UTC) ends.
   */
  z.object({
    ...base,
    type: z.literal('outgoing.limited'),
    level: z.enum(['near', 'full']),
    calls: z.number().int(),
    seconds: z.number().int(),
  }),
  /** The caller waited too long or asked for it: call back. */
  z.object({ ...base, type: z.literal('call.callbackAsked') }),
  /**
   * He waits on without the telephone: this number, which he confirmed or dialled, is called when it is his turn.
   * `priority`: as the PBX orders its queue.
   */
  z.object({
    ...base,
    type: z.literal('call.placeKept'),
    number: masked(number, 'number.see', 'number'),
    queue: LedgerText.max(60),
    priority: z.number().int(),
  }),
  /** An operator was there for him, he was rung and not reached. */
  z.object({
    ...base,
    type: z.literal('call.placeTried'),
    outcome: z.enum(['noAnswer', 'busy', 'cancelled', 'failed']),
  }),
  /** What stood in the PBX's queue for him does not any more, whatever came of it; `placement`: which of his, from 1. */
  z.object({ ...base, type: z.literal('call.placeLeft'), placement: z.number().int() }),
  /** His place is kept no longer, and people call him back. Written by us, by no PBX. */
  z.object({ ...base, type: z.literal('call.placeGivenUp'), why: PlaceGivenUp }),
  /** A recording of this call is (being) written; `file` is relative to the recordings folder. */
  z.object({ ...base, type: z.literal('call.recorded'), file: LedgerText.max(300) }),
  z.object({
    ...base,
    type: z.literal('call.ended'),
    endedBy: z.enum(['caller', 'operator', 'system']),
    cause: z.enum(['normal', 'noAnswer', 'cancelled', 'busy', 'failed', 'lost']),
  }),
])
export type CallEvent = z.infer<typeof CallEvent>

/** What a ledger tail hands over at once: events of whole lines, and where the next read begins. */
export interface LedgerBatch {
  source: string
  events: CallEvent[]
  /** `offset`: byte after the last whole line of the batch, in the file with this inode. */
  cursor: { inode: string; offset: number }
}
