import type { CallEvent } from '#contracts/call-event.ts'

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never

/** A CallEvent as the PBX says it; the ledger adds the time, the tail its source and position. */
export type LedgerEvent = Without<CallEvent, 'source' | 'position' | 'at'>
