import { z } from 'zod'
import { Text } from './text.ts'
import { GivenMoment, Moment } from './time.ts'

const percent = z.number().min(0).max(100)
const milliseconds = z.number().min(0).max(600_000)
/** Null where the browser was told nothing: the other side sends no RTCP, or the talk was too short. */
const oneDirection = z.object({ lossPercent: percent.nullable(), jitterMs: milliseconds.nullable() })

/** How the sound of one talk was, as the operator's browser measured it. */
export const CallQuality = z.object({
  /** When the measuring began; a talk taken up after a reload gives a second report of the same call. */
  from: GivenMoment,
  to: GivenMoment,
  /** From the caller to the operator. */
  inbound: oneDirection,
  /** From the operator to the caller, as the other side's RTCP tells it (RFC 3550 section 6.4). */
  outbound: oneDirection,
  roundTripMs: milliseconds.nullable(),
  /** Estimated mean opinion score of the whole talk and of its worst moment, 1–4.5. An estimate, not a measurement. */
  mos: z.number().min(1).max(5).nullable(),
  worstMos: z.number().min(1).max(5).nullable(),
  /** Seconds during which one side was not heard. */
  unheardCallerSeconds: z.number().min(0).max(86_400),
  unheardOperatorSeconds: z.number().min(0).max(86_400),
})
export type CallQuality = z.infer<typeof CallQuality>

export const CallQualityReport = CallQuality.extend({ from: Moment, to: Moment, operatorName: Text })
export type CallQualityReport = z.infer<typeof CallQualityReport>
