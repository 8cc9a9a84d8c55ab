import { expect, it } from 'vitest'
import { loadOnce } from './load-once.ts'

it('loads once for all who ask, and anew only after a failure', async () => {
  const outcomes = [Promise.reject<string>(new Error('no network')), Promise.resolve('the chunk')]
  let loads = 0
  const chunk = loadOnce(() => outcomes[loads++] ?? Promise.reject(new Error('asked once too often')))
  const first = [chunk(), chunk()]
  for (const one of first) await expect(one).rejects.toThrow('no network')
  expect(loads).toBe(1)
  expect(await chunk()).toBe('the chunk')
  expect(await chunk()).toBe('the chunk')
  expect(loads).toBe(2)
})
