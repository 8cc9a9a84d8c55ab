/**
 * What a test has mounted, put into storage or into the document is gone before the next one: files share one process and
 * one document (vitest.config.ts).
 */
import { disableAutoUnmount, enableAutoUnmount } from '@vue/test-utils'
import { afterEach, vi } from 'vitest'

// each file registers hooks of its own, the list of what is mounted is one for all
disableAutoUnmount()
enableAutoUnmount(afterEach)
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  // the softphone's own tests run without a page
  if (typeof document === 'undefined') return
  localStorage.clear()
  sessionStorage.clear()
  document.body.replaceChildren()
})
