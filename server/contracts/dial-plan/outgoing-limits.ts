/** What bounds the harm of a stolen account or a bent operator; the settings of the same names, with their defaults. */
export const defaultOutgoingLimits = {
  /** The network's line is hung up after so long, whoever talks on it then. */
  outgoing_call_minutes: 60,
  /** Of all operators together, in a day of UTC. */
  outgoing_calls_per_day: 1000,
  outgoing_minutes_per_day: 3000,
} as const

/** On the trunk at the same time for one operator: a talk and a consultation. */
export const outgoingCallsPerOperator = 2
