import type { CallEvent } from '#contracts/call-event.ts'
import type { Story } from './stories.ts'

/** Name of the demo shift among the PBXs: its calls are `demo:1`, `demo:2`, … */
export const demoSource = 'demo'

type Fact<T = CallEvent> = T extends CallEvent ? Omit<T, 'source' | 'position' | 'at' | 'callId'> : never

/** What a PBX would have written of the story's call, in order, with true times. */
export function eventsOf(story: Story, nth: number, from: string, arrivedAt: Date): CallEvent[] {
  const events: CallEvent[] = []
  const callId = String(nth)
  const say = (seconds: number, fact: Fact): void => {
    const position = `${demoSource}:${nth}#${events.length}`
    const at = new Date(arrivedAt.getTime() + seconds * 1000).toISOString()
    events.push({ ...fact, source: demoSource, position, at, callId })
  }
  const { operator, waitSeconds, talkSeconds } = story
  const caller = `${nth}-caller`
  say(0, { type: 'call.arrived', legId: caller, from, displayName: '', to: '112' })
  say(0.1, { type: 'call.queued', queue: 'dispatch' })
  if (operator === null) {
    say(1, { type: 'leg.offered', legId: `${nth}-offer`, operator: 'op-1' })
    say(21, { type: 'leg.ended', legId: `${nth}-offer`, operator: 'op-1', cause: 'noAnswer' })
    say(waitSeconds, { type: 'leg.ended', legId: caller, cause: 'normal' })
    say(waitSeconds, { type: 'call.ended', endedBy: 'caller', cause: 'cancelled' })
    return events
  }
  const legId = `${nth}-${operator}`
  const end = waitSeconds + talkSeconds
  say(1, { type: 'leg.offered', legId, operator })
  say(waitSeconds, { type: 'leg.answered', legId, operator })
  say(waitSeconds + 0.1, { type: 'leg.joined', legId, operator })
  say(end, { type: 'leg.ended', legId: caller, cause: 'normal' })
  say(end, { type: 'leg.ended', legId, operator, cause: 'normal' })
  say(end, { type: 'call.ended', endedBy: 'caller', cause: 'normal' })
  return events
}

export const callBackOperator = 'op-2'

/** An operator calls back somebody whom nobody had answered. */
export function callBackEvents(nth: number, to: string, at: Date): CallEvent[] {
  const events: CallEvent[] = []
  const say = (seconds: number, fact: Fact): void => {
    const position = `${demoSource}:${nth}-back#${events.length}`
    const moment = new Date(at.getTime() + seconds * 1000).toISOString()
    events.push({ ...fact, source: demoSource, position, at: moment, callId: `${nth}-back` })
  }
  const operator = callBackOperator
  say(0, { type: 'call.dialled', legId: `${nth}-back-${operator}`, operator, to })
  say(7, { type: 'leg.answered', legId: `${nth}-back-callee` })
  say(7.1, { type: 'leg.joined', legId: `${nth}-back-callee` })
  say(49, { type: 'leg.ended', legId: `${nth}-back-callee`, cause: 'normal' })
  say(49, { type: 'leg.ended', legId: `${nth}-back-${operator}`, operator, cause: 'normal' })
  say(49, { type: 'call.ended', endedBy: 'operator', cause: 'normal' })
  return events
}
