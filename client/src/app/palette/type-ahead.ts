export interface Ahead {
  text: string
  isEntered: boolean
}

/**
 * People type on without waiting for a dialog to be there: what comes between its key and its field is kept for it, and
 * goes into no field of the page. `take` ends it and gives what was typed.
 */
export function typeAhead(target: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>): {
  take: () => Ahead
} {
  const ahead: Ahead = { text: '', isEntered: false }
  const onKey = (event: Event): void => {
    if (!(event instanceof KeyboardEvent) || event.ctrlKey || event.altKey || event.metaKey) return
    if (event.key.length === 1) ahead.text += event.key
    else if (event.key === 'Backspace') ahead.text = ahead.text.slice(0, -1)
    else if (event.key === 'Enter') ahead.isEntered = true
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  // what comes without a key of its own: an input method, dictation, a program that types
  const onInput = (event: Event): void => {
    if (!(event instanceof InputEvent) || event.data === null) return
    ahead.text += event.data
    event.preventDefault()
  }
  target.addEventListener('keydown', onKey, true)
  target.addEventListener('beforeinput', onInput, true)
  return {
    take() {
      target.removeEventListener('keydown', onKey, true)
      target.removeEventListener('beforeinput', onInput, true)
      return ahead
    },
  }
}
