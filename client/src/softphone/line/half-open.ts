import type { Timers } from '../worker/timers.ts'

/** A dead network never answers the closing handshake, and Chromium waits a minute for it. */
const patienceMs = 1_000

/** Tells SIP.js that its socket is closed when the browser does not say so in time. */
export function endHalfOpen(transport: object, timers: Timers): void {
  const socket = 'ws' in transport ? transport.ws : undefined
  if (!(typeof WebSocket !== 'undefined' && socket instanceof WebSocket)) return
  timers.after(patienceMs, () => {
    if (socket.readyState !== WebSocket.CLOSED)
      socket.dispatchEvent(new CloseEvent('close', { code: 1006, reason: 'half-open' }))
  })
}
