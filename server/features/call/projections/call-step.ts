import type { Call } from '#contracts/call.ts'
import type { DraftEffect } from '#domain/task/from-call.ts'

/** One event's place in a call's life: the call after it, and what it means for tasks. */
export interface CallStep {
  call: Call
  at: string
  effects: DraftEffect[]
}
