/** Bounds on everything that a stranger, or a broken client, can make the PBX hold or do. */
export interface Limits {
  /** Bytes of one WebSocket message; a browser's offer is 2–8 kB. */
  maxMessageBytes: number
  /** Bytes of a message on a flow that has not authenticated. */
  maxStrangerMessageBytes: number
  /** Bytes of messages and answers that are held for a flow, for an address and in all. */
  maxHeldBytesPerFlow: number
  maxHeldBytesPerAddress: number
  maxHeldBytes: number
  /** Bytes that a peer may leave unread before it is cut off; of a stranger less. */
  maxUnreadBytes: number
  maxUnreadBytesOfStranger: number
  maxFlows: number
  maxFlowsPerAddress: number
  /** A flow that has not authenticated by then is closed. */
  strangerSeconds: number
  /** Token bucket a flow: messages a second and burst. */
  messagesPerSecond: number
  messagesBurst: number
  /** Milliseconds of CPU that a message has for its token; one that takes longer costs more tokens. */
  cpuMsPerMessage: number
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
  /** Calls of residents' pages that one address may have at once, whatever accounts they have. */
  maxPageCallsPerAddress: number
  /** Calls of one account, and of one number, within so many seconds; then 486. */
  maxCallsInPeriod: number
  callPeriodSeconds: number
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
  maxStrangerMessageBytes: 8 * 1024,
  // The pages' sockets (20 an address, 200 in all: server/platform/http/upgrade/page-sockets.ts) fill neither of the two.
  maxHeldBytesPerFlow: 256 * 1024,
  maxHeldBytesPerAddress: 8 * 1024 * 1024,
  maxHeldBytes: 64 * 1024 * 1024,
  maxUnreadBytes: 1024 * 1024,
  maxUnreadBytesOfStranger: 64 * 1024,
  maxFlows: 2000,
  maxFlowsPerAddress: 500,
  strangerSeconds: 30,
  messagesPerSecond: 50,
  messagesBurst: 200,
  cpuMsPerMessage: 0.5,
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
  maxPageCallsPerAddress: 2,
  maxCallsInPeriod: 15,
  callPeriodSeconds: 600,
  maxWaiting: 200,
  minExpiresSeconds: 20,
  maxExpiresSeconds: 600,
  nonceSeconds: 300,
  graceSeconds: 30,
  pingSeconds: 25,
}
