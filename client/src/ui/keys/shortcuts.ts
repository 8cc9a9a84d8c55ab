import { inject, onScopeDispose, shallowReactive, type InjectionKey } from 'vue'
import type { MessageKey } from '../../i18n/i18n.ts'
import { isPressed, isTextField, parseKeys, writesText, type Keys } from './keys.ts'

export type ShortcutGroup = 'general' | 'phone' | 'page'

/** One deed of the product: its key, the list under F1 and the palette (Ctrl+K) are made of it. */
export interface Shortcut {
  /** Without: it is done rarely, and found in the palette by its name alone. */
  keys?: string
  label: MessageKey
  group: ShortcutGroup
  /** False when there is nothing to do now: the key then does what the browser does with it. */
  isEnabled?: () => boolean
  /** Works also while a dialog stands over the page (the phone's keys do). */
  inDialog?: boolean
  run: () => void
}

export interface Shortcuts {
  /** What is listed under `?`, newest last. */
  readonly list: readonly Shortcut[]
  add(shortcut: Shortcut): () => void
  handle(event: KeyboardEvent): void
}

export function createShortcuts(): Shortcuts {
  const list = shallowReactive<Shortcut[]>([])
  const parsed = new Map<string, Keys>()
  const keysOf = (text: string): Keys => {
    const known = parsed.get(text) ?? parseKeys(text)
    parsed.set(text, known)
    return known
  }
  return {
    list,
    add(shortcut) {
      list.push(shortcut)
      return () => {
        const index = list.indexOf(shortcut)
        if (index >= 0) list.splice(index, 1)
      }
    },
    handle(event) {
      if (event.defaultPrevented || event.isComposing || event.repeat) return
      const hasDialog = document.querySelector('dialog[open]') !== null
      // The newest first: a panel's keys go before its page's.
      for (const shortcut of [...list].reverse()) {
        if (shortcut.keys === undefined) continue
        const keys = keysOf(shortcut.keys)
        if (!isPressed(keys, event)) continue
        if (hasDialog && shortcut.inDialog !== true) continue
        if (writesText(keys) && isTextField(event.target)) continue
        if (shortcut.isEnabled?.() === false) continue
        event.preventDefault()
        shortcut.run()
        return
      }
    },
  }
}

export const shortcutsKey: InjectionKey<Shortcuts> = Symbol('shortcuts')

/** Registers the keys while the component lives. */
export function useShortcuts(...shortcuts: Shortcut[]): void {
  const registry = inject(shortcutsKey)
  if (registry === undefined) return
  const removals = shortcuts.map((shortcut) => registry.add(shortcut))
  onScopeDispose(() => {
    for (const remove of removals) remove()
  })
}

/** Keys that a list handles on its rows; named here so that `?` shows them. */
export function listKeys(keys: readonly (readonly [keys: string, label: MessageKey])[]): void {
  useShortcuts(
    ...keys.map(([key, label]) => ({
      keys: key,
      label,
      group: 'page' as const,
      isEnabled: () => false,
      run: () => undefined,
    })),
  )
}
