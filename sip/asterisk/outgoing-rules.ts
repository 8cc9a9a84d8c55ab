import { isCostly } from '#contracts/dial-plan/dial-class.ts'
import { dialPlan, type DialPattern } from '#contracts/dial-plan/dial-plan.ts'
import { defaultOutgoingLimits, outgoingCallsPerOperator } from '#contracts/dial-plan/outgoing-limits.ts'

/** An extension of Asterisk: a pattern begins with an underscore, an exact number does not. */
const extensionOf = ({ pattern }: DialPattern): string => (/[X[]/.test(pattern) ? `_${pattern}` : pattern)

/** Lines of the dialplan for what may always be dialled. `queueNumber` is ours and not dialled outside. */
export const outgoingExtensions = (queueNumber: string): string[] =>
  dialPlan
    .filter(({ dialClass, pattern }) => !isCostly(dialClass) && pattern !== queueNumber)
    .map((one) => `exten => ${extensionOf(one)},1,Goto(outgoing,\${FILTER(0-9+,\${EXTEN})},1)`)

/** The same for what a setting must allow, as rows `('<class>', '<extension>')` of views.sql. */
export const costlyRows = (): string =>
  dialPlan
    .filter(({ dialClass }) => isCostly(dialClass))
    .map((one) => `('${one.dialClass}', '${extensionOf(one)}')`)
    .join(',\n    ')

/** As the dialplan reads it: calls an operator | minutes a call | calls a day | minutes a day. */
export const defaultLimits = (): string => {
  const { outgoing_call_minutes, outgoing_calls_per_day, outgoing_minutes_per_day } = defaultOutgoingLimits
  return [
    outgoingCallsPerOperator,
    outgoing_call_minutes,
    outgoing_calls_per_day,
    outgoing_minutes_per_day,
  ].join('|')
}
