import { onBeforeUnmount, onMounted } from 'vue'

/**
 * The keyboard is never nowhere: where what had it goes away (a dialog, a card, a button of the voice line), its page
 * takes it, and the next key or Tab goes on from there.
 */
export function useKeptFocus(home: () => HTMLElement | null): void {
  let frame = 0
  const look = (): void => {
    const { activeElement, body } = document
    if (activeElement !== null && activeElement !== body) return
    if (document.querySelector('dialog[open]') === null) home()?.focus({ preventScroll: true })
  }
  // after the frame in which the browser takes the focus from what is gone or disabled
  const soon = (): void => {
    cancelAnimationFrame(frame)
    frame = requestAnimationFrame(() => (frame = requestAnimationFrame(look)))
  }
  const observer = new MutationObserver(soon)
  onMounted(() => {
    observer.observe(document.body, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ['disabled', 'hidden', 'style'],
    })
    soon()
  })
  onBeforeUnmount(() => {
    observer.disconnect()
    cancelAnimationFrame(frame)
  })
}
