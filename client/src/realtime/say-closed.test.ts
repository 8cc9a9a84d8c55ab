import { expect, test } from 'vitest'
import { sayClosed } from './say-closed.ts'

test.each([
  ['in a talk says so', true, ['closed']],
  ['without one says nothing', false, []],
])('a page that closes %s', (_, isTalking, expected) => {
  const window = new EventTarget()
  const said: string[] = []
  sayClosed({ window, isTalking: () => isTalking, say: () => said.push('closed') })
  window.dispatchEvent(new Event('pagehide'))
  expect(said).toEqual(expected)
})
