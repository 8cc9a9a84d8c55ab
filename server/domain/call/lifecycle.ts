import type { Call, CallLeg } from '#contracts/call.ts'
import type { CallEvent } from '#contracts/call-event.ts'
import { callIdOf } from './call-id.ts'
import { callResult } from './call-result.ts'
import { hasConversation, hasOffer, isLive, isOrigin, newLeg, withLeg } from './legs.ts'
import { keepPlace, notReached, placeOver, waitsAway } from './place-of-call.ts'

/**
 * What an event makes of a call. Total: whatever comes, late, twice or without its beginning, gives a call that
 * makes sense, and an ended call never lives again.
 * Null: still no call (a stray leg, for instance the end of a leg that re-attached by Replaces).
 * An ended leg keeps what ended it; a call's version counts its events.
 */
export function nextCall(call: Call | null, event: CallEvent): Call | null {
  if (call === null) return begin(event)
  const changed = apply(call, event)
  return { ...derived(changed), version: call.version + 1 }
}

function begin(event: CallEvent): Call | null {
  const common = {
    id: callIdOf(event),
    source: event.source,
    state: 'ringing',
    held: false,
    queue: null,
    arrivedAt: event.at,
    queuedAt: null,
    answeredAt: null,
    endedAt: null,
    result: null,
    endedBy: null,
    recording: null,
    message: null,
    isUrgent: false,
    wrapUp: null,
    keptPlace: null,
    companyId: null,
    lineName: null,
    notServed: null,
    version: 1,
  } as const
  if (event.type === 'call.arrived') {
    return {
      ...common,
      informedOf: [],
      direction: 'in',
      from: event.from,
      // nothing typed is nothing to confirm: the number is hidden
      numberTrust: event.isNumberTyped === true && event.from !== '' ? 'typed' : 'network',
      displayName: event.displayName,
      to: event.to,
      operator: null,
      legs: [newLeg({ legId: event.legId, role: 'caller', offeredAt: event.at })],
    }
  }
  if (event.type === 'call.dialled') {
    const { operator } = event
    return {
      ...common,
      informedOf: [],
      direction: 'out',
      from: operator,
      numberTrust: 'network',
      displayName: '',
      to: event.to,
      operator,
      legs: [newLeg({ legId: event.legId, role: 'operator', operator, offeredAt: event.at })],
    }
  }
  return null
}

function apply(call: Call, event: CallEvent): Call {
  switch (event.type) {
    case 'call.arrived':
    case 'call.dialled':
      return call
    case 'call.queued':
      return { ...call, queue: event.queue, queuedAt: call.queuedAt ?? event.at, ...requeued(call) }
    case 'leg.offered':
      return call.state === 'ended' ? call : offer(call, event)
    case 'leg.answered':
    case 'leg.joined':
      return call.state === 'ended' ? call : converse(call, event)
    case 'leg.held':
      return setHold(call, event.legId, 'talking', 'held')
    case 'leg.resumed':
      return setHold(call, event.legId, 'held', 'talking')
    case 'leg.ended':
      return { ...call, legs: withLeg(call.legs, event.legId, (leg) => endedLeg(leg, event)) }
    case 'call.transferred':
    case 'leg.lost':
    case 'leg.found':
    case 'call.placeLeft':
    // of calls of ours, which are no calls
    case 'survey.answered':
    case 'notice.heard':
    case 'notice.refused':
    // an alarm, which is no part of the call at which it was found
    case 'outgoing.limited':
      return call
    case 'call.numberConfirmed':
      return call.numberTrust === 'typed' ? { ...call, numberTrust: 'confirmed' } : call
    case 'call.wrappedUp':
      return { ...call, wrapUp: event.code }
    case 'call.informed':
      return { ...call, informedOf: withShutdowns(call.informedOf, event) }
    case 'call.messageLeft':
      return leaveMessage(call, event)
    case 'call.messageHeard':
      return call.message === null || call.message.heardAt !== null
        ? call
        : { ...call, message: { ...call.message, heardAt: event.at } }
    // he has what he wanted, also when he waited in the queue before; with it the PBX lets him go
    case 'call.noticeAsked':
      return call.state === 'ringing' && call.result === null ? { ...call, result: 'informed' } : call
    case 'call.urgent':
      return { ...call, isUrgent: true }
    case 'call.callbackAsked':
      return call.state !== 'ringing' ? call : { ...call, result: 'callbackAsked' }
    case 'call.placeKept':
      return keepPlace(call, event)
    case 'call.placeTried':
      return notReached(call)
    case 'call.placeGivenUp':
      return call.state === 'ended' || !waitsAway(call) ? call : end(call, { ...nobodyCame, at: event.at })
    case 'call.recorded':
      return { ...call, recording: call.recording ?? event.file }
    case 'call.ended':
      // who hung up keeps his place, and so does who was rung and not reached
      return call.state === 'ended' || waitsAway(call) ? call : end(call, event)
  }
}

const withShutdowns = (
  known: number[],
  { shutdowns }: Extract<CallEvent, { type: 'call.informed' }>,
): number[] => [...new Set([...known, ...shutdowns.map(({ id }) => id)])]

/**
 * Who left a message asks to be called back; it is the recording of a call that nobody answered. Also when it is
 * known only after the end: a message is never lost.
 */
function leaveMessage(call: Call, event: Extract<CallEvent, { type: 'call.messageLeft' }>): Call {
  const { file, seconds = null } = event
  const left = { ...call, message: call.message ?? { file, seconds, heardAt: null } }
  return call.answeredAt === null
    ? {
        ...left,
        result: call.result === 'lost' ? 'lost' : 'callbackAsked',
        recording: call.recording ?? file,
      }
    : left
}

/** A transfer back into the queue: nobody talks, so it rings again. */
const requeued = (call: Call): Partial<Call> =>
  call.state === 'talking' && !hasConversation(call.legs) ? { state: 'ringing' } : {}

function offer(call: Call, event: Extract<CallEvent, { type: 'leg.offered' }>): Call {
  if (call.legs.some((leg) => leg.legId === event.legId)) return call
  const { legId, operator, at } = event
  return { ...call, legs: [...call.legs, newLeg({ legId, role: 'operator', operator, offeredAt: at })] }
}

function converse(call: Call, event: Extract<CallEvent, { type: 'leg.answered' | 'leg.joined' }>): Call {
  const known = call.legs.find((leg) => leg.legId === event.legId)
  // an answer after the leg's own end is late news of something that is over
  if (known?.state === 'ended') return call
  const operator = event.operator ?? known?.operator ?? null
  const role = known?.role ?? (operator === null ? 'callee' : 'operator')
  const answered: CallLeg = {
    ...(known ?? newLeg({ legId: event.legId, role, offeredAt: null })),
    operator,
    state: known?.state === 'held' ? 'held' : 'talking',
    answeredAt: known?.answeredAt ?? event.at,
  }
  const legs = known ? withLeg(call.legs, event.legId, () => answered) : [...call.legs, answered]
  if (isOrigin(legs, event.legId)) return { ...call, legs }
  // the operator is there first, and he whose place was kept is yet to be rung
  if (waitsAway(call) && role === 'operator')
    return { ...call, legs, operator: ownerAfter(call, legs, operator) }
  return {
    ...call,
    ...placeOver(call),
    legs,
    answeredAt: call.answeredAt ?? event.at,
    result: null,
    // a message before the answer stays in the shutdown's list; the call's recording is that of the conversation
    recording: call.answeredAt === null && call.result === 'callbackAsked' ? null : call.recording,
    operator: ownerAfter(call, legs, operator),
  }
}

/** Who has the call now. A colleague whom an operator calls does not take it over before that operator leaves. */
function ownerAfter(call: Call, legs: readonly CallLeg[], operator: string | null): string | null {
  if (operator === null) return call.operator
  const dialler = call.direction === 'out' ? legs[0] : undefined
  return dialler && dialler.state !== 'ended' ? call.operator : operator
}

const setHold = (call: Call, legId: string, from: CallLeg['state'], to: CallLeg['state']): Call => ({
  ...call,
  legs: withLeg(call.legs, legId, (leg) => (leg.state === from ? { ...leg, state: to } : leg)),
})

const endedLeg = (leg: CallLeg, event: Extract<CallEvent, { type: 'leg.ended' }>): CallLeg => ({
  ...leg,
  operator: leg.operator ?? event.operator ?? null,
  state: 'ended',
  endedAt: leg.endedAt ?? event.at,
  cause: leg.cause ?? event.cause,
})

const nobodyCame = { endedBy: 'system', cause: 'noAnswer' } as const

const end = (
  call: Call,
  event: Pick<Extract<CallEvent, { type: 'call.ended' }>, 'endedBy' | 'cause'> & { at: string },
): Call => ({
  ...call,
  ...placeOver(call),
  state: 'ended',
  endedAt: event.at,
  endedBy: event.endedBy,
  result: callResult(call, event.cause),
  legs: call.legs.map((leg) => (leg.state === 'ended' ? leg : { ...leg, state: 'ended', endedAt: event.at })),
})

/** State and hold follow from the legs, in whatever order a transfer's events come. */
function derived(call: Call): Call {
  const state = stateOf(call)
  return { ...call, state, held: state === 'talking' && call.legs.some((leg) => leg.state === 'held') }
}

function stateOf(call: Call): Call['state'] {
  const { state, legs } = call
  if (state === 'ended') return 'ended'
  if (hasConversation(legs)) return 'talking'
  if (waitsAway(call)) return 'ringing'
  return hasOffer(legs) ? 'ringing' : state
}

/** Is an operator of this call in conversation now? */
export const hasOperator = (call: Call): boolean =>
  call.legs.some((leg) => leg.role === 'operator' && isLive(leg))
