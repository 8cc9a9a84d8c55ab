import type { Call, CallMessage } from '#contracts/call.ts'
import type { Task } from '#contracts/task.ts'

export interface LeftMessage extends Pick<CallMessage, 'seconds' | 'heardAt'> {
  callId: string
  /** When he called. */
  at: string
}

/** What callers of this task said to be heard, the newest first. */
export const messagesOf = (
  { callIds }: Pick<Task, 'callIds'>,
  calls: ReadonlyMap<string, Call>,
): LeftMessage[] =>
  callIds
    .flatMap((callId) => {
      const call = calls.get(callId)
      if (!call?.message) return []
      const { seconds, heardAt } = call.message
      return [{ callId, at: call.endedAt ?? call.arrivedAt, seconds, heardAt }]
    })
    .toSorted((a, b) => b.at.localeCompare(a.at))
