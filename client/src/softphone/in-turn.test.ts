import { expect, it } from 'vitest'
import { createTurns } from './in-turn.ts'

it('what is asked later begins when the earlier is through, also after a failure', async () => {
  const turns = createTurns()
  const done: string[] = []
  const first = turns.take(async () => {
    await new Promise((resolve) => setTimeout(resolve, 20))
    done.push('stopped')
    throw new Error('no network')
  })
  const second = turns.take(() => Promise.resolve(done.push('started')))
  await expect(first).rejects.toThrow('no network')
  expect(await second).toBe(2)
  expect(done).toEqual(['stopped', 'started'])
})
