import type { Call } from '#contracts/call.ts'
import type { CallEvent } from '#contracts/call-event.ts'
import { callIdOf } from '#domain/call/call-id.ts'
import { nextCall } from '#domain/call/lifecycle.ts'
import { effectsOnTasks } from '#domain/task/from-call.ts'
import type { CallStep } from './projections/call-step.ts'
import type { CallBatch } from './projections/call-projection.ts'

/** What these events make of the calls as they were before. */
export function applyEvents(known: readonly Call[], events: readonly CallEvent[]): Omit<CallBatch, 'facts'> {
  const calls = new Map(known.map((call) => [call.id, call]))
  return { events, calls, steps: events.flatMap((event) => step(calls, event)) }
}

/** Applies one event to its call in `calls`; nothing for a stray event. */
function step(calls: Map<string, Call>, event: CallEvent): CallStep[] {
  const before = calls.get(callIdOf(event)) ?? null
  const call = nextCall(before, event)
  if (call === null) return []
  calls.set(call.id, call)
  return [{ call, at: event.at, effects: effectsOnTasks(before, call, event) }]
}
