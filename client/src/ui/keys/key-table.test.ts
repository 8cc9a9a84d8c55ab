import { describe, expect, test } from 'vitest'
import { sources } from '../../testing/import-graph.ts'
import { isPressed, parseKeys } from './keys.ts'

/** Every key that a deed is declared with, by the names of the deeds; keys of rows in lists too (`keys: [['Enter', …]]`). */
function declared(): Map<string, Set<string>> {
  const table = new Map<string, Set<string>>()
  const add = (keys: string, label: string): void =>
    void table.set(keys, (table.get(keys) ?? new Set()).add(label))
  for (const text of sources.values()) {
    for (const [, keys, label] of text.matchAll(/\bkeys:\s*[`']([^`']+)[`'],\s*label:\s*[`']([^`']+)[`']/g))
      add(keys ?? '', label ?? '')
    for (const [, keys, label] of text.matchAll(/\[\s*'([^']+)',\s*'([a-zA-Z]+\.[a-zA-Z]+)'\s*\]/g))
      add(keys ?? '', label ?? '')
  }
  return table
}

/** Deeds of one meaning, which may share a key: the same thing, done to what the page is about. */
const meanings: Record<string, readonly string[]> = {
  'a new one': [
    'console.newTask',
    'directory.add',
    'rules.add',
    'shutdownStrip.create',
    'trunks.add',
    'companies.add',
    'lines.addOne',
  ],
  'another state': ['board.moveRow', 'missed.changeClaim', 'shutdown.end'],
  'open it': ['console.openCard', 'missed.openCard', 'importing.choose', 'shutdown.change'],
  'call back': ['console.callBackOldest', 'missed.callBack', 'card.callBack'],
  'only what is late or missed': ['board.onlyOverdue', 'log.onlyMissed'],
  'the term': ['shutdown.moveTerm', 'shutdownForm.focusTerm'],
  'take it back': ['common.undo', 'form.reset', 'setting.reset', 'console.undoJoin'],
  'the call that waits': ['phone.answer', 'phone.takeNext'],
  'throw it away': ['console.discard', 'shutdownStrip.dismissSuggestion'],
  'whose number it is': ['card.confirmNumber', 'card.remember'],
  'tell the caller': ['card.toldAll', 'shutdownCard.addAnyway', 'shutdownCard.toggleNotice'],
  'the next one': ['board.showWaiting', 'shutdownCard.nextShutdown'],
  'send it': ['console.register', 'importing.applyAll', 'shutdownForm.create'],
  'keep it': ['form.save', 'setting.save'],
  'look for': ['console.focusAddress', 'shutdownForm.focusHouse'],
  'leave it': ['common.close', 'console.next', 'shutdownForm.leave'],
}
const meaningOf = (label: string): string =>
  Object.entries(meanings).find(([, labels]) => labels.includes(label))?.[0] ?? label

/** What belongs to the browser or to the system, and is no page's. */
const foreign = [
  // new window, tab, close; the line of addresses; menus of Chromium
  ...[
    'Ctrl+N',
    'Ctrl+T',
    'Ctrl+W',
    'Ctrl+L',
    'Ctrl+P',
    'Ctrl+R',
    'Ctrl+F',
    'Ctrl+Tab',
    'Ctrl+H',
    'Ctrl+J',
    'Ctrl+D',
  ],
  ...['Alt+D', 'Alt+E', 'Alt+F', 'Alt+F4', 'Alt+ArrowLeft', 'Alt+ArrowRight', 'Alt+Tab', 'Alt+Home'],
  ...['F5', 'F11', 'F12', 'Ctrl+F4', 'Ctrl+F5', 'Ctrl+PageUp', 'Ctrl+PageDown'],
]

describe('the table of keys', () => {
  const table = declared()

  test('is found in the sources', () => {
    expect(table.size).toBeGreaterThan(30)
    expect(table.get('Ctrl+K')).toEqual(new Set(['shell.palette']))
  })
  test('a key means one thing in the whole product', () => {
    // keys that stand alone are those of the row or the dialog under the hand
    const clashes = [...table]
      .filter(([keys]) => /^(Ctrl|Alt|F\d)/.test(keys))
      .map(([keys, labels]) => [keys, [...new Set([...labels].map(meaningOf))]] as const)
      .filter(([, found]) => found.length > 1)
    expect(clashes).toEqual([])
  })
  test('no key is the browser’s, or switches the layout', () => {
    const taken = [...table.keys()].filter(
      (keys) => foreign.includes(keys) || /Alt\+Shift|Shift\+Alt|Ctrl\+Shift|Ctrl\+\d/.test(keys),
    )
    expect(taken).toEqual([])
  })
  test('a letter is its place on the keyboard', () => {
    const pressed = { key: 'л', code: 'KeyK', ctrlKey: true, metaKey: false, altKey: false, shiftKey: false }
    expect(isPressed(parseKeys('Ctrl+K'), pressed)).toBe(true)
  })
})
