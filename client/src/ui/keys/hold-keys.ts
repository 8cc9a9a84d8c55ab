const afterMs = 250

/** While Alt is held, the page shows the keys of everything that can be pressed; a preference may show them always. */
export function showKeysWhileHeld(window: Window, root: HTMLElement): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const hide = (): void => {
    clearTimeout(timer)
    timer = undefined
    if (root.dataset['keys'] === 'held') delete root.dataset['keys']
  }
  const press = (event: KeyboardEvent): void => {
    // another key with it: a command is given, nothing is looked for
    if (event.key !== 'Alt' || event.ctrlKey || event.shiftKey || event.metaKey) return hide()
    if (root.dataset['keys'] !== undefined || timer !== undefined) return
    timer = setTimeout(() => {
      root.dataset['keys'] = 'held'
    }, afterMs)
  }
  window.addEventListener('keydown', press)
  window.addEventListener('keyup', hide)
  window.addEventListener('blur', hide)
  return () => {
    hide()
    window.removeEventListener('keydown', press)
    window.removeEventListener('keyup', hide)
    window.removeEventListener('blur', hide)
  }
}
