import { computed, nextTick, ref } from 'vue'
import type { MessageKey } from '../../i18n/i18n.ts'
import { listKeys } from './shortcuts.ts'

type Id = string | number

export interface RowFocus<K extends Id> {
  ids: () => readonly K[]
  /** Where the keys begin, until a row has had the focus: the row that is open, or the first with something to do. */
  start: () => K | null
  open?: (id: K) => void
  /** The rows inside of what takes `onKey`. */
  row?: 'tr' | 'li'
  /** What is listed of it under `?`. */
  keys?: readonly (readonly [keys: string, label: MessageKey])[]
}

/**
 * One row of a table is reached by Tab, the arrows go between rows, Enter opens (roving tabindex, WAI-ARIA APG).
 * The table's body takes `onKey`; rows take `tabindexOf` and report their focus.
 */
export function useRowFocus<K extends Id>({
  ids,
  start,
  open = () => undefined,
  row = 'tr',
  keys = [],
}: RowFocus<K>) {
  const focusedId = ref<K | null>(null)
  const activeId = computed<K | null>(() => {
    const all = ids()
    const wanted = [focusedId.value, start()].find((id) => id !== null && all.some((one) => one === id))
    return all.find((one) => one === wanted) ?? all[0] ?? null
  })
  const tabindexOf = (id: K): 0 | -1 => (id === activeId.value ? 0 : -1)
  const onFocus = (id: K): void => {
    focusedId.value = ids().find((one) => one === id) ?? null
  }
  /** Puts the keyboard on a row of `body`. */
  async function focusRow(body: HTMLElement | null, id: K | undefined): Promise<void> {
    if (id === undefined) return
    onFocus(id)
    await nextTick()
    body?.querySelector<HTMLElement>(`${row}[tabindex="0"]`)?.focus()
  }
  function onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    const all = ids()
    const at = all.findIndex((id) => id === activeId.value)
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const body = event.currentTarget instanceof HTMLElement ? event.currentTarget : null
      void focusRow(body, all[at + (event.key === 'ArrowDown' ? 1 : -1)])
      return
    }
    // a button or a link inside a row has its own Enter
    const isRow = event.target instanceof HTMLElement && event.target.matches(row)
    const id = all[at]
    if (event.key !== 'Enter' || !isRow || id === undefined) return
    event.preventDefault()
    open(id)
  }
  listKeys(keys)
  return { activeId, tabindexOf, onFocus, focusRow, onKey }
}
