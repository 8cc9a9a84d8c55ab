/** What of the window is used; the Navigation API, which tells a reload from a close, is not everywhere. */
export type ClosingWindow = Pick<EventTarget, 'addEventListener'> & { readonly navigation?: EventTarget }

const isReload = (event: Event): event is Event & { signal?: AbortSignal } =>
  'navigationType' in event && event.navigationType === 'reload'

/**
 * A page that closes in a talk says so as it goes. One that is loaded anew comes back for its talk and says nothing;
 * where a browser cannot tell the two apart nothing is said either, and the server waits as for a crash.
 */
export function sayClosed(parts: { window: ClosingWindow; isTalking: () => boolean; say: () => void }): void {
  const { navigation } = parts.window
  if (navigation === undefined) return
  let isReloading = false
  navigation.addEventListener('navigate', (event) => {
    if (!isReload(event)) return
    isReloading = true
    // the person stayed when the browser asked
    event.signal?.addEventListener('abort', () => {
      isReloading = false
    })
  })
  parts.window.addEventListener('pagehide', () => {
    if (!isReloading && parts.isTalking()) parts.say()
  })
}
