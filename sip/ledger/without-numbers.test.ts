import { expect, test } from 'vitest'
import { withoutNumbers } from './without-numbers.ts'

test.each([
  ['{"from":"+73452000012"}', '{"from":"+***12"}'],
  ['8 (922) 000-00-13 звонит', '***13 звонит'],
  ['code 486, 12 ms', 'code 486, 12 ms'],
])('%s is written as %s', (text, written) => {
  expect(withoutNumbers(text)).toBe(written)
})
