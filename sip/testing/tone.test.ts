import { describe, expect, it } from 'vitest'
import { fromAlaw, toAlaw } from '#sip/sound/alaw.ts'
import { resample } from '#sip/sound/resample.ts'
import { sine } from '#sip/sound/sine.ts'
import { shareOfTone } from './tone.ts'

describe('tones', () => {
  it('are found in a pure tone, and nothing else is', () => {
    expect(shareOfTone(sine(440, 2), 440)).toBeGreaterThan(0.95)
    expect(shareOfTone(sine(440, 2), 600)).toBeLessThan(0.01)
    expect(shareOfTone(new Int16Array(16_000), 440)).toBe(0)
    const noise = Int16Array.from({ length: 16_000 }, (_, i) => ((i * 7919) % 16_001) - 8000)
    expect(shareOfTone(noise, 440)).toBeLessThan(0.2)
  })

  it('survive A-law (ITU-T G.711) and a change of rate', () => {
    const heard = Array.from(sine(440, 1), (sample) => fromAlaw(toAlaw(sample)))
    expect(shareOfTone(heard, 440)).toBeGreaterThan(0.95)
    expect(shareOfTone(resample(sine(440, 1, 22_050), 22_050, 8000), 440)).toBeGreaterThan(0.95)
  })

  it('know the code words of A-law', () => {
    expect([toAlaw(0), toAlaw(-1), toAlaw(32_767), toAlaw(-32_768)]).toEqual([0xd5, 0x55, 0xaa, 0x2a])
    for (let byte = 0; byte < 256; byte++) expect(toAlaw(fromAlaw(byte))).toBe(byte)
  })

  it('do not fold into speech when the rate goes down', () => {
    const high = resample(sine(7000, 1, 22_050), 22_050, 8000)
    expect(Math.max(...high.subarray(1000, 7000).map(Math.abs))).toBeLessThan(400)
  })
})
