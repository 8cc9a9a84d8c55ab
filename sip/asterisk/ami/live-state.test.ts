import { describe, expect, it } from 'vitest'
import { applyAmi, emptyLiveState, toPbxLive } from './live-state.ts'
import { createAmiParser, type AmiMessage } from './parser.ts'

const up = { state: 'up', since: '2026-11-22T10:00:00.000Z' } as const
const at = (second: number): string => `2026-11-22T10:00:0${second}.000Z`
const device = (state: string, name = 'op-1'): AmiMessage => ({
  event: 'DeviceStateChange',
  device: `PJSIP/${name}`,
  state,
})
const after = (...events: AmiMessage[]) =>
  toPbxLive(
    events.reduce((state, event, i) => applyAmi(state, event, at(i)), emptyLiveState),
    up,
  )

describe('live state by AMI', () => {
  it.each([
    ['UNAVAILABLE', 'offline'],
    ['INVALID', 'offline'],
    ['NOT_INUSE', 'available'],
    ['RINGING', 'ringing'],
    ['RINGINUSE', 'ringing'],
    ['INUSE', 'talking'],
    ['BUSY', 'talking'],
    ['ONHOLD', 'talking'],
  ])('shows an operator whose device is %s as %s', (state, shown) => {
    expect(after(device(state)).operators).toEqual([{ sipUsername: 'op-1', state: shown, since: at(0) }])
  })

  it('keeps the moment of a state until the state changes', () => {
    expect(after(device('INUSE'), device('ONHOLD'), device('BUSY')).operators[0]?.since).toBe(at(0))
    expect(after(device('INUSE'), device('NOT_INUSE')).operators[0]?.since).toBe(at(1))
  })

  it('shows a paused member as paused while he is free', () => {
    const paused = {
      event: 'QueueMemberStatus',
      queue: 'dispatch',
      stateinterface: 'PJSIP/op-1',
      status: '1',
      paused: '1',
    }
    expect(after(paused).operators[0]?.state).toBe('paused')
    expect(after(paused, device('INUSE')).operators[0]?.state).toBe('talking')
    expect(after(paused, { ...paused, paused: '0' }).operators[0]?.state).toBe('available')
  })

  it('counts who waits, in all queues together', () => {
    const join = (queue: string, count: string) => ({ event: 'QueueCallerJoin', queue, count })
    expect(after(join('a', '1'), join('a', '2'), join('b', '1')).waiting).toBe(3)
    expect(after(join('a', '2'), { event: 'QueueCallerLeave', queue: 'a', count: '1' }).waiting).toBe(1)
  })

  it('leaves out the trunk, call pages and events of other kinds', () => {
    expect(after(device('INUSE', 'trunk'), device('INUSE', 'call-7'), { event: 'Reload' }).operators).toEqual(
      [],
    )
  })
})

describe('the stream of AMI', () => {
  const text =
    'Asterisk Call Manager/11.0.0\r\nResponse: Success\r\nActionID: 1\r\n\r\nEvent: Hold\r\nChannel: PJSIP/op-1-1\r\n\r\n'

  it('is cut into messages wherever its packets are torn', () => {
    for (let cut = 1; cut < text.length; cut++) {
      const got: AmiMessage[] = []
      const parse = createAmiParser((message) => got.push(message))
      parse(text.slice(0, cut))
      parse(text.slice(cut))
      expect(got).toEqual([
        { response: 'Success', actionid: '1' },
        { event: 'Hold', channel: 'PJSIP/op-1-1' },
      ])
    }
  })

  it('is refused when a message or a line has no end', () => {
    const parse = createAmiParser(() => {})
    expect(() => {
      for (let i = 0; i < 100_000; i++) parse('Name: value\r\n')
    }).toThrow(/without end/)
    expect(() => createAmiParser(() => {})('x'.repeat(300_000))).toThrow(/without end/)
  })
})
