import type { Timers } from '../worker/timers.ts'

const patienceMs = 2_000
const pauseMs = 5_000
const tries = 5

export interface PathWatch {
  /** The connection changed. */
  look(): void
  stop(): void
}

/** New media paths (ICE restart) when the old ones carry nothing for two seconds; five tries, then the operator's word. */
export function watchPath(parts: {
  timers: Timers
  isFlowing: () => boolean
  restart: () => Promise<void>
}): PathWatch {
  let end: (() => void) | undefined
  let tried = 0
  const stop = (): void => {
    end?.()
    end = undefined
  }
  const attempt = async (): Promise<void> => {
    if (parts.isFlowing() || tried === tries) return
    tried += 1
    await parts.restart()
    end = parts.timers.after(pauseMs, () => void attempt())
  }
  return {
    look: () => {
      if (parts.isFlowing()) {
        stop()
        tried = 0
      } else end ??= parts.timers.after(patienceMs, () => void attempt())
    },
    stop,
  }
}
