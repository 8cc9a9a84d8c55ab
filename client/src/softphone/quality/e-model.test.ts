import { describe, expect, test } from 'vitest'
import { estimateMos, mosOfR, toneOfMos } from './e-model.ts'

describe('estimated MOS', () => {
  // ITU-T G.107, table B.1
  test.each([
    [90, 4.34],
    [80, 4.03],
    [70, 3.6],
    [60, 3.1],
    [50, 2.58],
    [0, 1],
    [100, 4.5],
  ])('R of %d is MOS %d', (r, mos) => expect(Math.abs(mosOfR(r) - mos)).toBeLessThan(0.015))

  test.each([
    ['an undisturbed line', 0, 0, 0, 4.4, 'good'],
    ['a city network', 0.2, 5, 40, 4.37, 'good'],
    ['one packet of a hundred lost', 1, 5, 40, 4.3, 'good'],
    ['two of a hundred', 2, 10, 60, 4.15, 'good'],
    ['eight of a hundred', 8, 15, 80, 3.5, 'fair'],
    ['a slow path', 0, 20, 600, 3.3, 'fair'],
    ['a fifth lost', 20, 30, 100, 2.5, 'poor'],
    ['nothing arrives', 100, 0, 100, 1.2, 'poor'],
    ['seconds of delay', 0, 0, 4000, 1, 'poor'],
  ])('%s', (_name, lossPercent, jitterMs, roundTripMs, mos, tone) => {
    const estimate = estimateMos({ lossPercent, jitterMs, roundTripMs })
    expect(Math.abs(estimate - mos)).toBeLessThan(0.2)
    expect(toneOfMos(estimate)).toBe(tone)
  })

  test('more loss, jitter or delay never make it better', () => {
    let before = 5
    for (let step = 0; step <= 40; step++) {
      const now = estimateMos({ lossPercent: step, jitterMs: step * 3, roundTripMs: step * 30 })
      expect(now).toBeLessThanOrEqual(before)
      before = now
    }
  })
})
