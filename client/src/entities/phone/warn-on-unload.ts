/** The browser asks before a page with a running conversation is closed. Returns what ends it. */
export function warnOnUnload(isTalking: () => boolean): () => void {
  const onUnload = (event: BeforeUnloadEvent): void => {
    if (isTalking()) event.preventDefault()
  }
  window.addEventListener('beforeunload', onUnload)
  return () => window.removeEventListener('beforeunload', onUnload)
}
