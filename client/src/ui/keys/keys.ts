/** Keys as written in code: `F2`, `Ctrl+Enter`, `Alt+J`, `?`. */
export interface Keys {
  ctrl: boolean
  alt: boolean
  shift: boolean
  key: string
}

export function parseKeys(text: string): Keys {
  const parts = text.split('+')
  return {
    ctrl: parts.includes('Ctrl'),
    alt: parts.includes('Alt'),
    shift: parts.includes('Shift'),
    key: parts.at(-1) ?? '',
  }
}

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** Letters and digits by place on the keyboard: with the Russian layout on, `Alt+J` is the same key. */
export function isPressed(keys: Keys, event: Pressed): boolean {
  if (keys.key === '?') return event.key === '?' && !event.altKey && !event.ctrlKey && !event.metaKey
  const isSame = /^[A-Z]$/.test(keys.key)
    ? event.code === `Key${keys.key}`
    : /^\d$/.test(keys.key)
      ? event.code === `Digit${keys.key}`
      : event.key === keys.key
  return (
    isSame &&
    (event.ctrlKey || event.metaKey) === keys.ctrl &&
    event.altKey === keys.alt &&
    event.shiftKey === keys.shift
  )
}

/** A key that writes something when pressed in a text field; function keys and those with Ctrl or Alt do not. */
export const writesText = (keys: Keys): boolean => !keys.ctrl && !keys.alt && !/^F\d+$/.test(keys.key)

export const isTextField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input:not([type=checkbox], [type=radio]), textarea, select'))

const arrows: Record<string, string> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
}

/** The same keys as people read them on a button. */
export const showKeys = (text: string): string =>
  text
    .split('+')
    .map((part) => arrows[part] ?? part)
    .join('+')

/** For aria-keyshortcuts: `Control+Enter`, `Alt+J`. */
export const ariaKeys = (text: string): string => text.replace('Ctrl', 'Control')
