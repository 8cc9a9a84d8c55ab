const key = 'vakhta.line'

/** Whether the person left the line in this window; a reload must not put them back. */
export function readChoice(): 'on' | 'off' | null {
  try {
    const value = sessionStorage.getItem(key)
    return value === 'on' || value === 'off' ? value : null
  } catch {
    return null
  }
}
export function keepChoice(choice: 'on' | 'off'): void {
  try {
    sessionStorage.setItem(key, choice)
  } catch {
    // Storage is forbidden: the choice is then only for this page.
  }
}
