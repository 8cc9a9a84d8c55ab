import { computed, nextTick, ref } from 'vue'

/**
 * One row of a table is reached by Tab, the arrows go between rows, Enter opens (roving tabindex, WAI-ARIA APG).
 * The table's body takes `onKey`; rows take `tabindexOf` and report their focus.
 */
export function useRowFocus<K extends string | number>(
  ids: () => readonly K[],
  openId: () => K | null,
  open: (id: K) => void = () => undefined,
) {
  const focusedId = ref<K | null>(null)
  const activeId = computed<K | null>(() => {
    const all = ids()
    const wanted = [focusedId.value, openId()].find((id) => id !== null && all.some((one) => one === id))
    return all.find((one) => one === wanted) ?? all[0] ?? null
  })
  const tabindexOf = (id: K): 0 | -1 => (id === activeId.value ? 0 : -1)
  const onFocus = (id: K): void => {
    focusedId.value = ids().find((one) => one === id) ?? null
  }
  async function step(body: HTMLElement | null, by: 1 | -1): Promise<void> {
    const all = ids()
    const next = all[all.findIndex((id) => id === activeId.value) + by]
    if (next === undefined) return
    onFocus(next)
    await nextTick()
    body?.querySelector<HTMLElement>('tr[tabindex="0"]')?.focus()
  }
  function onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const body = event.currentTarget instanceof HTMLElement ? event.currentTarget : null
      void step(body, event.key === 'ArrowDown' ? 1 : -1)
      return
    }
    // a button or a link inside a row has its own Enter
    const isRow = event.target instanceof HTMLElement && event.target.matches('tr')
    const id = ids().find((one) => one === activeId.value)
    if (event.key !== 'Enter' || !isRow || id === undefined) return
    event.preventDefault()
    open(id)
  }
  return { activeId, tabindexOf, onFocus, onKey }
}
