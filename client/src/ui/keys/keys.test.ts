import { describe, expect, test } from 'vitest'
import { isPressed, parseKeys, showKeys, writesText } from './keys.ts'

const press = (key: string, code: string, over: Partial<KeyboardEvent> = {}) => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...over,
})

describe('keys', () => {
  test('a letter is found by its place: Alt+J with the Russian layout on', () => {
    expect(isPressed(parseKeys('Alt+J'), press('о', 'KeyJ', { altKey: true }))).toBe(true)
    expect(isPressed(parseKeys('Alt+J'), press('о', 'KeyJ'))).toBe(false)
  })
  test('other modifiers are other keys', () => {
    expect(isPressed(parseKeys('Alt+1'), press('1', 'Digit1', { altKey: true, shiftKey: true }))).toBe(false)
    expect(isPressed(parseKeys('Alt+Shift+1'), press('!', 'Digit1', { altKey: true, shiftKey: true }))).toBe(
      true,
    )
    expect(isPressed(parseKeys('F2'), press('F2', 'F2'))).toBe(true)
    expect(isPressed(parseKeys('?'), press('?', 'Digit7', { shiftKey: true }))).toBe(true)
  })
  test('function keys and keys with Ctrl or Alt write nothing', () => {
    expect(['F2', 'Ctrl+Enter', 'Alt+J'].map((text) => writesText(parseKeys(text)))).toEqual([
      false,
      false,
      false,
    ])
    expect(['?', 'M', 'Escape'].map((text) => writesText(parseKeys(text)))).toEqual([true, true, true])
  })
  test('shown as on the keyboard', () => expect(showKeys('Alt+ArrowDown')).toBe('Alt+↓'))
})
