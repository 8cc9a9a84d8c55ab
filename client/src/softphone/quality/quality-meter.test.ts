import { describe, expect, test } from 'vitest'
import type { CallStats } from '../phone.ts'
import type { TalkState } from './one-way.ts'
import { createQualityMeter, type LiveQuality, type QualityMeter } from './quality-meter.ts'

interface Flow {
  in?: number
  lost?: number
  out?: number
  said?: number
  lossThere?: number | null
}

/** A talk whose counters grow by the same every two seconds. */
function talk(meter: QualityMeter) {
  const stats: CallStats = {
    inbound: { packets: 0, lost: 0, energy: 0, level: 0, jitterSeconds: 0.01 },
    outbound: {
      packets: 0,
      energy: 0,
      level: 0,
      roundTripSeconds: 0.05,
      lossPercent: null,
      jitterSeconds: null,
    },
    connection: 'connected',
  }
  let at = Date.parse('2026-11-22T10:00:00.000Z')
  return (looks: number, flow: Flow = {}, state: Partial<TalkState> = {}): LiveQuality | null => {
    let live: LiveQuality | null = null
    for (let look = 0; look < looks; look++) {
      at += 2000
      stats.inbound.packets += flow.in ?? 100
      stats.inbound.lost += flow.lost ?? 0
      stats.outbound.packets += flow.out ?? 100
      stats.outbound.energy += flow.said ?? 0.01
      stats.outbound.lossPercent = flow.lossThere ?? null
      const now = structuredClone(stats)
      live = meter.look(
        { stats: now, held: false, heldByRemote: false, muted: false, ...state },
        new Date(at),
      )
    }
    return live
  }
}

describe('quality meter', () => {
  test('a good talk scores high, and its report says so', () => {
    const meter = createQualityMeter()
    const live = talk(meter)(5)
    expect(live?.mos).toBeGreaterThan(4.2)
    expect(live?.unheard).toBeNull()
    expect(meter.report()).toEqual({
      from: '2026-11-22T10:00:02.000Z',
      to: '2026-11-22T10:00:10.000Z',
      inbound: { lossPercent: 0, jitterMs: 10 },
      outbound: { lossPercent: null, jitterMs: null },
      roundTripMs: 50,
      mos: expect.closeTo(4.4, 1),
      worstMos: expect.closeTo(4.4, 1),
      unheardCallerSeconds: 0,
      unheardOperatorSeconds: 0,
    })
  })

  test('the worse direction counts', () => {
    expect(talk(createQualityMeter())(3, { lossThere: 20 })?.mos).toBeLessThan(2.6)
    const live = talk(createQualityMeter())(3, { in: 80, lost: 20 })
    expect(live?.inbound.lossPercent).toBe(20)
    expect(live?.mos).toBeLessThan(2.6)
  })

  test('a talk of one look has no report', () => {
    const meter = createQualityMeter()
    expect(talk(meter)(1)).toBeNull()
    expect(meter.report()).toBeNull()
  })

  test.each([
    ['nothing comes', { in: 0 }, {}, 3, 'caller'],
    ['nothing goes', { out: 0 }, {}, 3, 'operator'],
    ['the other side’s RTCP says that nothing arrives', { lossThere: 100 }, {}, 2, 'operator'],
    ['the microphone gives digital nothing', { said: 0 }, {}, 6, 'operator'],
    ['the microphone gives nothing for a moment', { said: 0 }, {}, 4, null],
    ['the operator is muted', { said: 0 }, { muted: true }, 9, null],
    ['the call is held', { in: 0, out: 0, said: 0 }, { held: true }, 9, null],
    ['the other side holds', { in: 0 }, { heldByRemote: true }, 9, null],
    ['one look without packets', { in: 0 }, {}, 1, null],
  ] as const)('%s: who is unheard', (_name, flow, state, looks, side) => {
    const meter = createQualityMeter()
    const look = talk(meter)
    look(2)
    expect(look(looks, flow, state)?.unheard).toBe(side)
  })

  test('what was not heard stands in the report, and the talk recovers', () => {
    const meter = createQualityMeter()
    const look = talk(meter)
    look(2)
    look(4, { in: 0 })
    expect(look(1)?.unheard).toBeNull()
    expect(meter.report()).toMatchObject({
      unheardCallerSeconds: 6,
      unheardOperatorSeconds: 0,
      worstMos: 1,
    })
  })
})
