import type { Heartbeat } from '#contracts/operator-state.ts'
import type { Phone } from '../softphone/phone.ts'
import type { Timers } from '../softphone/worker/timers.ts'

const everyMs = 3000

/**
 * Tells the server every three seconds, by a Worker's clock, that this page is alive and can take a call; at once
 * when something of it changed. A page whose phone goes off says so
 * once and then nothing, as does a window that only commands the phone of another. Returns what ends it.
 */
export function startHeartbeat(parts: {
  phone: Pick<Phone, 'snapshot' | 'subscribe'>
  timers: Timers
  send: (beat: Heartbeat) => void
}): () => void {
  let said = ''
  let isOn = false
  const beatOf = (): Heartbeat | null => {
    const { registration, microphone, window } = parts.phone.snapshot()
    // The window that rings must prove itself; another one of the same person proves nothing.
    if (window === 'other') return null
    if (registration.state === 'off') return isOn ? { microphone: 'off', phone: 'off' } : null
    return {
      microphone: microphone === 'ready' ? 'live' : 'off',
      phone: registration.state === 'registered' ? 'registered' : 'connecting',
    }
  }
  const beat = (): void => {
    const now = beatOf()
    isOn = now !== null && now.phone !== 'off'
    said = JSON.stringify(beatOf())
    if (now !== null) parts.send(now)
  }
  const unsubscribe = parts.phone.subscribe(() => {
    if (JSON.stringify(beatOf()) !== said) beat()
  })
  const end = parts.timers.every(everyMs, beat)
  beat()
  return () => {
    unsubscribe()
    end()
  }
}
