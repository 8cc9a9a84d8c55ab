import { describe, expect, it } from 'vitest'
import { findSpeech } from './envelope.ts'

/** Words and pauses of so many seconds, no two alike. */
function speech(seed: number, seconds: number): Int16Array {
  const samples = new Int16Array(seconds * 8000)
  let state = seed
  const next = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
  for (let at = 0; at < samples.length;) {
    const [length, loud] = [800 + Math.floor(next() * 2400), next() < 0.3 ? 0 : 2000 + next() * 20_000]
    for (const end = at + length; at < end && at < samples.length; at++)
      samples[at] = Math.round(loud * Math.sin(at * 0.4))
  }
  return samples
}
const joined = (...parts: Int16Array[]): Int16Array => Int16Array.from(parts.flatMap((part) => [...part]))
const silence = (seconds: number): Int16Array => new Int16Array(seconds * 8000)

describe('speech in what was heard', () => {
  const said = speech(7, 13)

  it('is found where it begins', () => {
    const { seconds, likeness } = findSpeech(joined(speech(3, 4), said, silence(1)), said)
    expect(seconds).toBeCloseTo(4, 1)
    expect(likeness).toBeGreaterThan(0.99)
  })

  it('is the same when it was played a moment late in places', () => {
    const late = joined(
      silence(2),
      said.slice(0, 40_000),
      silence(0.4),
      said.slice(40_000, 80_000),
      silence(0.5),
    )
    const { seconds, likeness } = findSpeech(joined(late, said.slice(80_000), silence(1)), said)
    expect(seconds).toBeCloseTo(2, 1)
    expect(likeness).toBeGreaterThan(0.85)
  })

  it('is no other speech, no silence, and nothing of which a part is missing', () => {
    expect(findSpeech(speech(11, 40), said).likeness).toBeLessThan(0.7)
    expect(findSpeech(silence(40), said).likeness).toBe(0)
    expect(findSpeech(joined(said.slice(0, 60_000), silence(20)), said).likeness).toBeLessThan(0.8)
    expect(findSpeech(said.slice(8000), said)).toEqual({ seconds: -1, likeness: 0 })
  })
})
