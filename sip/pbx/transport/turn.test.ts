import { expect, test } from 'vitest'
import { Turn } from './turn.ts'

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test('what is too much for one turn waits for later ones, in order; whoever spends again waits behind the others', async () => {
  const turn = new Turn()
  const story: string[] = []
  const work = (name: string, times: number): void => {
    story.push(name)
    turn.spend(6, 0)
    if (times > 1) turn.later(() => work(name, times - 1))
  }
  expect(turn.spend(9, 0)).toBe(true)
  expect(turn.spend(9, 0)).toBe(false)
  for (const name of ['a', 'b', 'c']) turn.later(() => work(name, 2))
  await nextTurn()
  expect(story).toEqual(['a', 'b'])
  await nextTurn()
  expect(story).toEqual(['a', 'b', 'c', 'a'])
  await nextTurn()
  expect(story).toEqual(['a', 'b', 'c', 'a', 'b', 'c'])
})

test('bytes count as well, and every turn begins anew', async () => {
  const turn = new Turn()
  expect(turn.spend(0, 1_000_000)).toBe(true)
  expect(turn.spend(0, 1_000_000)).toBe(false)
  await nextTurn()
  expect(turn.spend(0, 1_000_000)).toBe(true)
})
