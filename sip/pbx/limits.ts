/** Bounds on everything that a stranger, or a broken client, can make the PBX hold or do. */
export interface Limits {
  /** Bytes of one WebSocket message; a browser's offer is 2–8 kB. */
  maxMessageBytes: number
  maxFlows: number
  maxFlowsPerAddress: number
  /** A flow that has not authenticated by then is closed. */
  strangerSeconds: number
  /** Token bucket a flow: messages a second and burst. */
  messagesPerSecond: number
  messagesBurst: number
  /** Server transactions that one flow may have open. */
  maxTransactionsPerFlow: number
  /** Look-ups in the account store that run at once; others wait. */
  maxLookups: number
  /** Failed digests of one (address, user) after which it is locked out, and for how long. */
  maxFailures: number
  lockOutSeconds: number
  /** First delay of a failed digest's answer, doubled each time up to the second. */
  failureDelayMs: number
  maxFailureDelayMs: number
  maxContactsPerAccount: number
  maxCalls: number
  maxCallsPerOperator: number
  maxCallsPerCaller: number
  maxWaiting: number
  minExpiresSeconds: number
  maxExpiresSeconds: number
  /** A nonce older than this is stale. */
  nonceSeconds: number
  /** How long a call waits for a party whose flow was lost. */
  graceSeconds: number
  /** Server pings; no pong until the next ping: the flow is dead. */
  pingSeconds: number
}

export const defaultLimits: Limits = {
  maxMessageBytes: 64 * 1024,
  maxFlows: 2000,
  maxFlowsPerAddress: 500,
  strangerSeconds: 30,
  messagesPerSecond: 50,
  messagesBurst: 200,
  maxTransactionsPerFlow: 64,
  maxLookups: 16,
  maxFailures: 10,
  lockOutSeconds: 60,
  failureDelayMs: 100,
  maxFailureDelayMs: 3200,
  maxContactsPerAccount: 3,
  maxCalls: 500,
  maxCallsPerOperator: 4,
  maxCallsPerCaller: 2,
  maxWaiting: 200,
  minExpiresSeconds: 20,
  maxExpiresSeconds: 600,
  nonceSeconds: 300,
  graceSeconds: 30,
  pingSeconds: 25,
}
