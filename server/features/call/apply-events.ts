import type { Call } from '#contracts/call.ts'
import type { CallEvent } from '#contracts/call-event.ts'
import { callIdOf } from '#domain/call/call-id.ts'
import { nextCall } from '#domain/call/lifecycle.ts'
import { effectsOnTasks } from '#domain/task/from-call.ts'
import type { CallStep } from './projections/call-step.ts'
import type { CallBatch } from './projections/call-projection.ts'

/** What these events make of the calls as they were before; `ofItsMoment` says of a new one what is kept of its moment. */
export function applyEvents(
  known: readonly Call[],
  events: readonly CallEvent[],
  ofItsMoment: (call: Call) => Call,
): Omit<CallBatch, 'facts'> {
  const calls = new Map(known.map((call) => [call.id, call]))
  return { events, calls, steps: events.flatMap((event) => step(calls, event, ofItsMoment)) }
}

/** Applies one event to its call in `calls`; nothing for a stray event. */
function step(calls: Map<string, Call>, event: CallEvent, ofItsMoment: (call: Call) => Call): CallStep[] {
  const before = calls.get(callIdOf(event)) ?? null
  const next = nextCall(before, event)
  if (next === null) return []
  const call = before === null ? ofItsMoment(next) : next
  calls.set(call.id, call)
  return [{ call, at: event.at, effects: effectsOnTasks(before, call, event) }]
}
