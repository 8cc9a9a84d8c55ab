import { expect, test } from 'vitest'
import { typeAhead } from './type-ahead.ts'

const press = (key: string, init: KeyboardEventInit = {}): boolean =>
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init }))

test('what is typed before the field is there is kept for it, and goes nowhere else', () => {
  const ahead = typeAhead(window)
  for (const key of ['т', 'е', 'л', 'Backspace', 'к', 'с', 'т', 'Enter']) expect(press(key)).toBe(false)
  const spoken = new InputEvent('beforeinput', { data: ' воды', bubbles: true, cancelable: true })
  expect(document.body.dispatchEvent(spoken)).toBe(false)
  // a call is answered all the same
  expect(press('F2')).toBe(true)
  expect(press('о', { altKey: true })).toBe(true)
  expect(ahead.take()).toEqual({ text: 'текст воды', isEntered: true })
  expect(press('а')).toBe(true)
})
