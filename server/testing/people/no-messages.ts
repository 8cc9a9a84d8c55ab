import type { Messages } from '#server/ports.ts'

/** An installation without a gateway of short messages and without Asterisk. */
export const noMessages: Messages = { sms: null, calls: null, places: null, trunkTests: null }
