import { expect, test } from 'vitest'
import { scriptOf, withAnswer } from './scripts.ts'

test('a script that this client does not know opens none', () => {
  expect(scriptOf({ dangerScript: 'gas' })).toBe('gas')
  expect(scriptOf({ dangerScript: 'meteor' })).toBeNull()
  expect(scriptOf(null)).toBeNull()
})

test('an answer stands on a line of its own, is written anew, and goes with its words', () => {
  const asked = withAnswer('Застряли в лифте', 'Сколько людей', 'двое')
  expect(asked).toBe('Застряли в лифте\nСколько людей: двое')
  expect(withAnswer(asked, 'Сколько людей', 'трое')).toBe('Застряли в лифте\nСколько людей: трое')
  expect(withAnswer(asked, 'Сколько людей', ' ')).toBe('Застряли в лифте')
  expect(withAnswer('', 'Этаж', '5')).toBe('Этаж: 5')
})
