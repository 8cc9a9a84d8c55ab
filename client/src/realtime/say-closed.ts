/**
 * A page that closes in a talk says so as it goes. So does one that is loaded anew, for no browser tells the two apart;
 * the server hears from that one again at once, and waits for it.
 */
export function sayClosed(parts: {
  window: Pick<EventTarget, 'addEventListener'>
  isTalking: () => boolean
  say: () => void
}): void {
  parts.window.addEventListener('pagehide', () => {
    if (parts.isTalking()) parts.say()
  })
}
