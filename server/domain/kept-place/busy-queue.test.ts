import fc from 'fast-check'
import { expect, it } from 'vitest'
import { busyQueue } from '../testing/busy-queue.ts'

/** Mulberry32: the same numbers for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

it('200 hours of a busy queue: who waits away keeps his place, and nobody is rung twice', () => {
  const ended: Record<string, number> = {}
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const queue = busyQueue(randomOf(seed))
      queue.run(20)
      expect(queue.faults).toEqual([])
      // at the end of a day nobody is left behind, but for those who have just asked
      const left = queue.places.filter(({ end, keptAt }) => end === null && keptAt < 18.7 * 3_600_000)
      expect(left).toEqual([])
      for (const [what, n] of Object.entries(queue.ended)) ended[what] = (ended[what] ?? 0) + n
    }),
    { numRuns: 10 },
  )
  for (const what of ['talked', 'notReached', 'closed', 'calledAgain', 'placed again', 'restarts'])
    expect(ended[what], what).toBeGreaterThan(5)
})
