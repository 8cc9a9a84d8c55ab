import { vi } from 'vitest'

/**
 * Waits are for conditions: the condition ends the wait, and the limit only tells a test that hangs. A second, which is
 * vitest's own limit, is nothing on a machine that builds something else meanwhile.
 */
const limitMs = 60_000
const waitFor = vi.waitFor.bind(vi)
vi.waitFor = (callback, options = limitMs) => waitFor(callback, options)
