import { describe, expect, it } from 'vitest'
import type { Call } from '#contracts/call.ts'
import type { CallEvent } from '#contracts/call-event.ts'
import { sampleCall, sampleLeg } from '../testing/samples.ts'
import { callbackDue, effectsOnTasks } from './from-call.ts'

const at = '2026-11-22T10:01:00.000Z'
const place = { source: 'test', position: '1:1', at, callId: 'c' }
const queued: CallEvent = { ...place, type: 'call.queued', queue: '112' }
const answered: CallEvent = { ...place, type: 'leg.answered', legId: 'a', operator: 'op-1' }
const joined: CallEvent = { ...place, type: 'leg.joined', legId: 'b', operator: 'op-2' }
const ended: CallEvent = { ...place, type: 'call.ended', endedBy: 'caller', cause: 'normal' }
const urgent: CallEvent = { ...place, type: 'call.urgent' }
const legEnds = (cause: 'normal' | 'failed' | 'unreachable'): CallEvent => ({
  ...place,
  type: 'leg.ended',
  legId: 'a',
  cause,
})

const ringing = sampleCall()
const talking = sampleCall({ state: 'talking', answeredAt: at, operator: 'op-1', legs: [sampleLeg()] })
const transferred = sampleCall({
  ...talking,
  operator: 'op-2',
  legs: [...talking.legs, sampleLeg({ legId: 'b', operator: 'op-2' })],
})
const alone = sampleCall({ ...talking, legs: [sampleLeg({ state: 'ended' })] })
const over = (changes: Partial<Call>): Call => sampleCall({ state: 'ended', endedAt: at, ...changes })
const by = '2026-11-22T10:11:00.000Z'
const abandoned = over({ result: 'abandoned' })
const informed = over({ result: 'informed', informedOf: [7] })

describe('what a call’s change means for tasks', () => {
  it.each<[string, Call | null, Call, CallEvent, object[]]>([
    ['it came', null, ringing, queued, [{ kind: 'create' }]],
    ['we dialled', null, sampleCall({ direction: 'out' }), queued, []],
    ['it waits on', ringing, ringing, queued, []],
    ['it is answered', ringing, talking, answered, [{ kind: 'own', operator: 'op-1' }, { kind: 'settle' }]],
    ['a colleague has it', talking, transferred, joined, [{ kind: 'own', operator: 'op-2' }]],
    ['the operator left', talking, alone, legEnds('normal'), []],
    ['the operator vanished', talking, alone, legEnds('failed'), [{ kind: 'orphan' }]],
    ['his line is gone', talking, alone, legEnds('unreachable'), [{ kind: 'orphan' }]],
    ['he pressed 9', ringing, sampleCall({ isUrgent: true }), urgent, [{ kind: 'urgent' }]],
    ['nobody answered', ringing, abandoned, ended, [{ kind: 'callback', by }]],
    ['he was told all', ringing, informed, ended, [{ kind: 'inform' }]],
    [
      'his message is known late',
      informed,
      over({ result: 'callbackAsked', informedOf: [7] }),
      queued,
      [{ kind: 'callback', by }],
    ],
    ['both have spoken', talking, over({ result: 'answered', answeredAt: at }), ended, []],
    ['the PBX broke', talking, over({ result: 'lost', answeredAt: at }), ended, [{ kind: 'orphan' }]],
    ['it broke after the operator', alone, over({ result: 'lost', answeredAt: at }), ended, []],
    ['the end is told twice', abandoned, abandoned, ended, []],
  ])('%s', (_, before, after, event, effects) => {
    expect(effectsOnTasks(before, after, event)).toEqual(effects)
  })
})

it.each<[string, Call, string | null]>([
  ['nobody answered', abandoned, by],
  ['the call goes on', ringing, null],
  ['he was told all', informed, null],
  ['an operator spoke', over({ answeredAt: at, result: 'answered' }), null],
  ['it was our call', over({ direction: 'out', result: 'abandoned' }), null],
])('call back, when %s', (_, call, due) => {
  expect(callbackDue(call)).toBe(due)
})
