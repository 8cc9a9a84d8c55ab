import { pageTimers, type Timers } from '../worker/timers.ts'

export interface WatchdogParts {
  timers?: Timers
  /** Silence after which the other side is asked for a sign of life. */
  quietMs: number
  /** How long it may take to answer. */
  patienceMs: number
  ping: () => void
  /** Nothing was heard in time: the socket is half-open, whatever the browser says. */
  dead: () => void
}

export interface Watchdog {
  /** Something was heard. */
  heard(): void
  /** Something was sent that must be answered: the patience counts from now. */
  expect(): void
  stop(): void
}

/**
 * Notices a socket that is open for the browser and dead in fact: there is no WebSocket ping for pages, and
 * browsers notice a lost network only after half a minute. Starts at once.
 */
export function startWatchdog(parts: WatchdogParts): Watchdog {
  const { quietMs, patienceMs, ping, dead, timers = pageTimers } = parts
  let end = (): void => undefined
  let isExpecting = false
  const listen = (): void => {
    isExpecting = false
    end()
    end = timers.after(quietMs, () => {
      expect()
      ping()
    })
  }
  const expect = (): void => {
    if (isExpecting) return
    isExpecting = true
    end()
    end = timers.after(patienceMs, dead)
  }
  listen()
  return { heard: listen, expect, stop: () => end() }
}
