import { afterEach, expect, test } from 'vitest'
import { createShortcuts } from './shortcuts.ts'

afterEach(() => document.body.replaceChildren())
const press = (
  key: string,
  target: HTMLElement = document.body,
  over: KeyboardEventInit = {},
): KeyboardEvent => {
  const event = new KeyboardEvent('keydown', { key, cancelable: true, ...over })
  Object.defineProperty(event, 'target', { value: target })
  return event
}
const add = <K extends 'input' | 'dialog'>(tag: K): HTMLElementTagNameMap[K] => {
  const element = document.createElement(tag)
  document.body.append(element)
  return element
}

test('a key that writes does nothing in a text field', () => {
  const shortcuts = createShortcuts()
  let runs = 0
  shortcuts.add({ keys: '?', label: 'shell.help', group: 'general', run: () => (runs += 1) })
  shortcuts.handle(press('?', add('input')))
  expect(runs).toBe(0)
  shortcuts.handle(press('?'))
  expect(runs).toBe(1)
})

test('under a dialog only the phone answers to its keys', () => {
  const shortcuts = createShortcuts()
  const ran: string[] = []
  shortcuts.add({
    keys: 'F2',
    label: 'phone.answer',
    group: 'phone',
    inDialog: true,
    run: () => ran.push('answer'),
  })
  shortcuts.add({ keys: 'F3', label: 'board.search', group: 'page', run: () => ran.push('search') })
  add('dialog').setAttribute('open', '')
  shortcuts.handle(press('F2'))
  shortcuts.handle(press('F3'))
  expect(ran).toEqual(['answer'])
})

test('what is not enabled is left to the browser; the newest goes first; removed is gone', () => {
  const shortcuts = createShortcuts()
  const ran: string[] = []
  shortcuts.add({ keys: 'F3', label: 'board.search', group: 'page', run: () => ran.push('page') })
  const remove = shortcuts.add({
    keys: 'F3',
    label: 'log.search',
    group: 'page',
    run: () => ran.push('panel'),
  })
  shortcuts.add({
    keys: 'F4',
    label: 'phone.hangUp',
    group: 'phone',
    isEnabled: () => false,
    run: () => ran.push('never'),
  })
  shortcuts.handle(press('F3'))
  remove()
  shortcuts.handle(press('F3'))
  const ignored = press('F4')
  shortcuts.handle(ignored)
  expect(ran).toEqual(['panel', 'page'])
  expect(ignored.defaultPrevented).toBe(false)
})
