import type { Flows } from '../pbx/transport/flows.ts'

/** What the wire does with one message: how many copies arrive; 0 loses it. */
export type Fate = (direction: 'toPbx' | 'fromPbx', text: string) => number

/** The client's end of a wire in memory. */
export interface WireEnd {
  readonly isOpen: boolean
  send(message: string | Uint8Array): void
  /** A socket that is closing: nothing passes any more, and the PBX has not been told. */
  stall(): void
  /** Cuts the wire; the PBX sees a closed flow. */
  cut(): void
  onMessage: (text: string) => void
  onClose: () => void
}

/**
 * SIP over nothing but memory: messages arrive whole and in order, in a later turn of the event loop, and may be
 * lost or doubled by `fate`.
 */
export function connectWire(flows: Flows, address = '192.0.2.1', fate: Fate = () => 1): WireEnd {
  const encoder = new TextEncoder()
  let isOpen = true
  let isPaused = false
  let isStalled = false
  const toPbx: Uint8Array[] = []

  const close = (): void => {
    if (!isOpen) return
    isOpen = false
    toPbx.length = 0
    handle.closed()
    setImmediate(() => end.onClose())
  }
  const pump = (): void => {
    while (isOpen && !isPaused && !isStalled) {
      const next = toPbx.shift()
      if (next === undefined) return
      handle.receive(next)
    }
  }
  const end: WireEnd = {
    get isOpen() {
      return isOpen
    },
    send(message) {
      const text = typeof message === 'string' ? message : ''
      const bytes = typeof message === 'string' ? encoder.encode(message) : message
      for (let copy = fate('toPbx', text); copy > 0; copy--) toPbx.push(bytes)
      setImmediate(pump)
    },
    stall: () => (isStalled = true),
    cut: close,
    onMessage: () => {},
    onClose: () => {},
  }
  const handle = flows.open(
    {
      get isOpen() {
        return isOpen && !isStalled
      },
      unreadBytes: 0,
      cut: close,
      send(text) {
        for (let copy = fate('fromPbx', text); copy > 0; copy--) setImmediate(() => end.onMessage(text))
      },
      close,
      pause: () => (isPaused = true),
      resume: () => {
        isPaused = false
        setImmediate(pump)
      },
    },
    address,
  )
  return end
}
