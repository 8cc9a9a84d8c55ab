import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Call } from '#contracts/call.ts'
import type { CallEvent } from '#contracts/call-event.ts'
import { hadCall } from './legs.ts'
import { nextCall } from './lifecycle.ts'

type WithoutPlace<E> = E extends CallEvent ? Omit<E, 'source' | 'position' | 'at' | 'callId'> : never
type Happening = WithoutPlace<CallEvent>

const begins = Date.parse('2026-11-22T10:00:00.000Z')
const at = (second: number): string => new Date(begins + second * 1000).toISOString()
/** One happening a second. */
const play = (...story: Happening[]): Call | null =>
  story.reduce<Call | null>(
    (call, what, second) =>
      nextCall(call, { ...what, source: 'test', callId: 'c', position: `1:${second}`, at: at(second) }),
    null,
  )

const arrived: Happening = {
  type: 'call.arrived',
  legId: 'caller',
  from: '+79220000001',
  displayName: '',
  to: '112',
}
const dialled: Happening = { type: 'call.dialled', legId: 'a', operator: 'op-1', to: '+79220000001' }
const offered = (legId: string, operator: string): Happening => ({ type: 'leg.offered', legId, operator })
const answers = (legId: string, operator?: string): Happening => ({
  type: 'leg.answered',
  legId,
  ...(operator === undefined ? {} : { operator }),
})
const joins = (legId: string, operator?: string): Happening => ({
  type: 'leg.joined',
  legId,
  ...(operator === undefined ? {} : { operator }),
})
const leaves = (
  legId: string,
  cause: Extract<CallEvent, { type: 'leg.ended' }>['cause'] = 'normal',
): Happening => ({
  type: 'leg.ended',
  legId,
  cause,
})
const ends = (
  cause: Extract<CallEvent, { type: 'call.ended' }>['cause'] = 'normal',
  endedBy: 'caller' | 'operator' | 'system' = 'caller',
): Happening => ({ type: 'call.ended', endedBy, cause })

const informed: Extract<Happening, { type: 'call.informed' }> = {
  type: 'call.informed',
  how: 'announcement',
  shutdowns: [{ id: 7, heardVersion: 2 }],
}
const message: Happening = { type: 'call.messageLeft', file: 'message.wav' }
const urgent: Happening = { type: 'call.urgent' }

it.each([
  [{ from: '+79220000001', isNumberTyped: true }, 'typed'],
  [{ from: '+79220000001' }, 'network'],
  // nothing typed is nothing to confirm
  [{ from: '', isNumberTyped: true }, 'network'],
] as const)('a call from %j has a number that is %s', (given, numberTrust) => {
  expect(play({ ...arrived, ...given })).toMatchObject({ numberTrust })
})

describe('a caller who is told before the queue', () => {
  it('keeps which shutdowns he heard of, each once', () => {
    const again = { ...informed, shutdowns: [...informed.shutdowns, { id: 9, heardVersion: 1 }] }
    expect(play(arrived, informed, again)).toMatchObject({ state: 'ringing', informedOf: [7, 9] })
  })

  it('who left a message has it as the recording of the call, until somebody talks with him', () => {
    expect(play(arrived, informed, message, ends())).toMatchObject({ recording: 'message.wav' })
    const talk: Happening = { type: 'call.recorded', file: 'talk.wav' }
    const call = play(arrived, informed, message, answers('a', 'op-1'), talk, ends())
    expect(call).toMatchObject({ recording: 'talk.wav', result: 'answered' })
  })

  it('what he said keeps its length and when it was first played, also after a talk', () => {
    const said: Happening = { type: 'call.messageLeft', file: 'message.wav', seconds: 12 }
    const heard: Happening = { type: 'call.messageHeard', by: 7 }
    const kept = { file: 'message.wav', seconds: 12 }
    expect(play(arrived, said, ends())).toMatchObject({ message: { ...kept, heardAt: null } })
    expect(play(arrived, said, ends(), heard, heard)).toMatchObject({ message: { ...kept, heardAt: at(3) } })
    expect(play(arrived, said, answers('a', 'op-1'), ends())).toMatchObject({ message: kept })
    expect(play(arrived, message, ends())).toMatchObject({ message: { seconds: null } })
    // nothing was said
    expect(play(arrived, ends(), heard)).toMatchObject({ message: null })
  })

  it('who waits, hears it there and presses 1 has enough; who goes on waiting does not', () => {
    const waits: Happening = { type: 'call.queued', queue: 'q' }
    const joins: Happening = { type: 'call.noticeAsked' }
    expect(play(arrived, waits, informed, joins, ends())).toMatchObject({ result: 'informed' })
    expect(play(arrived, waits, informed, waits, ends('cancelled'))).toMatchObject({
      result: 'abandoned',
    })
    expect(play(arrived, waits, informed, urgent, joins, ends())).toMatchObject({ result: 'abandoned' })
  })

  it('calls of ours that tell of the end are no calls', () => {
    const heard: Happening[] = [
      { type: 'survey.answered', callerId: 1, answer: 'no' },
      { type: 'notice.heard', noticeId: 1 },
      { type: 'notice.refused', noticeId: 1 },
      ends(),
    ]
    expect(play(...heard)).toBeNull()
  })
})

it('keeps the last word on what the talk came to, also after its end', () => {
  const says = (code: 'advice' | 'complaint'): Happening => ({ type: 'call.wrappedUp', code, by: 1 })
  const talk = [arrived, offered('a', 'op-1'), answers('a')] as const
  expect(play(...talk)).toMatchObject({ wrapUp: null })
  expect(play(...talk, says('advice'), ends(), says('complaint'))).toMatchObject({
    state: 'ended',
    result: 'answered',
    wrapUp: 'complaint',
  })
})

it.each([
  ['who talked', [arrived, offered('a', 'op-1'), answers('a', 'op-1')], true],
  ['whom it only rang past', [arrived, offered('a', 'op-1'), leaves('a', 'noAnswer')], false],
  ['who dialled, though nobody answered', [dialled, ends('noAnswer')], true],
] as const)('%s had the call: %o', (_who, story, isTheirs) => {
  const call = play(...story)
  expect(call && hadCall(call, 'op-1')).toBe(isTheirs)
  expect(call && hadCall(call, 'op-2')).toBe(false)
})

describe('an incoming call', () => {
  it('rings, is offered, is talked, ends', () => {
    expect(play(arrived)).toMatchObject({
      state: 'ringing',
      direction: 'in',
      arrivedAt: at(0),
      operator: null,
    })
    expect(play(arrived, { type: 'call.queued', queue: 'q' }, offered('a', 'op-1'))).toMatchObject({
      state: 'ringing',
      queue: 'q',
      queuedAt: at(1),
      operator: null,
    })
    expect(play(arrived, offered('a', 'op-1'), answers('a', 'op-1'))).toMatchObject({
      state: 'talking',
      answeredAt: at(2),
      operator: 'op-1',
    })
    expect(play(arrived, offered('a', 'op-1'), answers('a', 'op-1'), leaves('a'), ends())).toMatchObject({
      state: 'ended',
      endedAt: at(4),
      result: 'answered',
      endedBy: 'caller',
      operator: 'op-1',
    })
  })

  it('goes on to the next operator when the first does not answer', () => {
    const call = play(
      arrived,
      offered('a', 'op-1'),
      leaves('a', 'noAnswer'),
      offered('b', 'op-2'),
      answers('b'),
    )
    expect(call).toMatchObject({ state: 'talking', operator: 'op-2' })
    expect(call?.legs).toMatchObject([
      { role: 'caller' },
      { operator: 'op-1', state: 'ended', cause: 'noAnswer', answeredAt: null },
      { operator: 'op-2', state: 'talking', answeredAt: at(4) },
    ])
  })

  it('is not answered by the queue that picks up the caller’s own leg', () => {
    expect(play(arrived, answers('caller'), joins('caller'))).toMatchObject({
      state: 'ringing',
      answeredAt: null,
    })
  })

  it('is held and resumed', () => {
    const talk = [arrived, answers('a', 'op-1'), { type: 'leg.held', legId: 'a' } as const]
    expect(play(...talk)).toMatchObject({ state: 'talking', held: true })
    expect(play(...talk, { type: 'leg.resumed', legId: 'a' })).toMatchObject({
      state: 'talking',
      held: false,
    })
    expect(play(...talk, ends())).toMatchObject({ held: false, state: 'ended' })
  })

  it('keeps talking when a leg re-attaches before the old one ends', () => {
    const call = play(arrived, answers('a', 'op-1'), joins('b', 'op-1'), leaves('a'))
    expect(call).toMatchObject({ state: 'talking', operator: 'op-1', answeredAt: at(1) })
  })

  it('rings again on a blind transfer, whatever comes first', () => {
    const transfer: Happening = { type: 'call.transferred', kind: 'blind', to: 'op-2' }
    const before = [arrived, answers('a', 'op-1')]
    const usual = play(...before, transfer, leaves('a'), offered('b', 'op-2'))
    const late = play(...before, offered('b', 'op-2'), leaves('a'), transfer)
    expect([usual?.state, late?.state]).toEqual(['ringing', 'ringing'])
    expect(play(...before, transfer, leaves('a'), offered('b', 'op-2'), answers('b', 'op-2'))).toMatchObject({
      state: 'talking',
      operator: 'op-2',
      answeredAt: at(1),
    })
  })

  it('rings again when it is transferred back into the queue', () => {
    const call = play(arrived, answers('a', 'op-1'), leaves('a'), { type: 'call.queued', queue: 'q' })
    expect(call).toMatchObject({ state: 'ringing', operator: 'op-1' })
  })
})

describe('an outgoing call', () => {
  it('is answered by the called party, not by the operator’s own leg', () => {
    expect(play(dialled, answers('a', 'op-1'))).toMatchObject({ state: 'ringing', direction: 'out' })
    expect(play(dialled, answers('a', 'op-1'), answers('b'))).toMatchObject({
      state: 'talking',
      answeredAt: at(2),
      operator: 'op-1',
    })
  })

  it('stays with the operator who dialled until that operator leaves', () => {
    expect(play(dialled, answers('b', 'op-2'))).toMatchObject({ operator: 'op-1' })
    expect(play(dialled, answers('b', 'op-2'), leaves('a'), joins('c', 'op-3'))).toMatchObject({
      operator: 'op-3',
    })
  })
})

describe('how a call comes out', () => {
  const asked: Happening = { type: 'call.callbackAsked' }
  const talked = answers('a', 'op-1')
  const queue: Happening = { type: 'call.queued', queue: 'q' }
  it.each([
    ['the caller hangs up in the queue', [arrived, ends('cancelled')], 'abandoned'],
    ['nobody answered in time', [arrived, ends('noAnswer', 'system')], 'abandoned'],
    ['the caller asks to be called back', [arrived, asked, ends()], 'callbackAsked'],
    ['the caller asks, then is answered', [arrived, asked, talked, ends()], 'answered'],
    ['the PBX fails', [arrived, ends('failed', 'system')], 'failed'],
    ['the PBX dies in the queue', [arrived, ends('lost', 'system')], 'lost'],
    ['the PBX dies in the conversation', [arrived, talked, ends('lost', 'system')], 'lost'],
    ['a conversation ends', [arrived, talked, ends()], 'answered'],
    ['he is told of a shutdown, and that was all', [arrived, informed, ends()], 'informed'],
    ['told after the question', [arrived, { ...informed, how: 'question' }, ends()], 'informed'],
    ['told, and gave up in the queue', [arrived, informed, queue, ends('cancelled')], 'abandoned'],
    ['told, and answered', [arrived, informed, queue, talked, ends()], 'answered'],
    ['told, and left a message', [arrived, informed, message, ends()], 'callbackAsked'],
    ['the message is known after the end', [arrived, informed, ends(), message], 'callbackAsked'],
    ['told, and says that lives are in danger', [arrived, informed, urgent, ends()], 'abandoned'],
    ['the PBX dies while he listens', [arrived, informed, ends('lost', 'system')], 'lost'],
    ['his line breaks while he listens', [arrived, informed, ends('failed', 'system')], 'failed'],
    ['we call, and nobody answers', [dialled, ends('noAnswer')], 'failed'],
    ['we call, and it is busy', [dialled, ends('busy')], 'failed'],
    ['we call and give up', [dialled, ends('cancelled', 'operator')], 'abandoned'],
  ] as const)('%s: %#', (_, story, result) => {
    expect(play(...story)?.result).toBe(result)
  })
})

describe('what comes late, twice or alone', () => {
  it.each(['leg.ended', 'call.ended', 'leg.joined', 'call.recorded'] as const)(
    'a stray %s makes no call',
    (type) => {
      const stray = {
        'leg.ended': leaves('x'),
        'call.ended': ends(),
        'leg.joined': joins('x', 'op-1'),
        'call.recorded': { type: 'call.recorded', file: 'f' },
      } as const
      expect(play(stray[type])).toBeNull()
    },
  )

  it('an ended call never lives again', () => {
    const over = [arrived, answers('a', 'op-1'), ends()]
    const call = play(...over, joins('b', 'op-2'), offered('c', 'op-3'), answers('d'), ends('lost', 'system'))
    expect(call).toMatchObject({ state: 'ended', result: 'answered', endedAt: at(2), operator: 'op-1' })
  })

  it('the end of a leg after the call’s end tells why, a recording still comes', () => {
    const call = play(arrived, answers('a', 'op-1'), ends(), leaves('a', 'failed'), {
      type: 'call.recorded',
      file: 'f',
    })
    expect(call?.legs[1]).toMatchObject({ state: 'ended', endedAt: at(2), cause: 'failed' })
    expect(call?.recording).toBe('f')
  })
})

const leg = fc.constantFrom('caller', 'a', 'b', 'c')
const operator = fc.constantFrom('op-1', 'op-2')
const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.constant(arrived),
  fc.constant(dialled),
  fc.constant<Happening>({ type: 'call.queued', queue: 'q' }),
  fc.tuple(leg, operator).map(([legId, name]) => offered(legId, name)),
  fc.tuple(leg, fc.option(operator, { nil: undefined })).map(([legId, name]) => answers(legId, name)),
  fc.tuple(leg, fc.option(operator, { nil: undefined })).map(([legId, name]) => joins(legId, name)),
  leg.map((legId): Happening => ({ type: 'leg.held', legId })),
  leg.map((legId): Happening => ({ type: 'leg.resumed', legId })),
  fc
    .tuple(leg, fc.constantFrom('normal', 'failed', 'noAnswer'))
    .map(([legId, cause]) => leaves(legId, cause)),
  fc.constant<Happening>({ type: 'call.transferred', kind: 'attended', to: 'op-2' }),
  fc.constant<Happening>({ type: 'call.callbackAsked' }),
  fc.constant<Happening>({ type: 'call.wrappedUp', code: 'advice', by: 1 }),
  fc.constantFrom<Happening>(informed, message, urgent, { type: 'call.noticeAsked' }),
  fc.constantFrom('normal', 'lost', 'cancelled').map((cause) => ends(cause)),
)

/** What cannot be true of a call. */
const nonsense = (call: Call): string[] =>
  Object.entries({
    'an end without its time': (call.state === 'ended') !== (call.endedAt !== null),
    'an end without a result': call.state === 'ended' && call.result === null,
    'a leg after the end': call.state === 'ended' && call.legs.some(({ state }) => state !== 'ended'),
    'a conversation that nobody answered': call.state === 'talking' && call.answeredAt === null,
    'hold without a conversation': call.held && call.state !== 'talking',
    'a leg twice': new Set(call.legs.map(({ legId }) => legId)).size !== call.legs.length,
  }).flatMap(([name, isSo]) => (isSo ? [name] : []))

describe('any sequence of events whatever', () => {
  it('gives a call that makes sense', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 30, size: 'large' }), (story) => {
        const call = play(arrived, ...story)
        expect(call?.version).toBe(story.length + 1)
        expect(call && nonsense(call)).toEqual([])
      }),
      { numRuns: 3000 },
    )
  })

  it('said twice changes nothing but the version', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 20, size: 'large' }), happening, (story, last) => {
        const once = play(arrived, ...story, last)
        const same: CallEvent = {
          ...last,
          source: 'test',
          callId: 'c',
          position: '1:x',
          at: at(story.length + 1),
        }
        const twice = nextCall(once, same)
        expect(twice && { ...twice, version: 0 }).toEqual(once && { ...once, version: 0 })
      }),
      { numRuns: 3000 },
    )
  })
})
