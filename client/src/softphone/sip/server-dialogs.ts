import type { RememberedDialog } from './dialog-memory.ts'
import type { Timers } from '../worker/timers.ts'

/** The server's copy of what this person talks on: the routes `savePhoneDialogs` and `findPhoneDialogs`. */
export interface DialogServer {
  save(instance: string, dialogs: readonly RememberedDialog[]): Promise<unknown>
  find(): Promise<{ instance: string; dialogs: RememberedDialog[]; quietMs: number }>
}

export interface ServerDialogs {
  save(dialogs: readonly RememberedDialog[]): void
  /** Talks whose page is gone. Waits while the page in another browser still says that it lives. */
  find(): Promise<RememberedDialog[]>
}

const aliveEveryMs = 3_000
/** Two signs of life missed and a bit: the page in the other browser is gone. */
const goneAfterMs = 8_000
const askEveryMs = 2_000
const maxAsks = 30

export function createServerDialogs(parts: {
  server: DialogServer
  instance: string
  timers: Timers
}): ServerDialogs {
  const { server, instance, timers } = parts
  let wanted: readonly RememberedDialog[] = []
  let pushed = '[]'
  let isPushing = false
  let endAlive: (() => void) | undefined

  const push = async (): Promise<void> => {
    if (isPushing) return
    isPushing = true
    try {
      for (let text = ''; text !== JSON.stringify(wanted);) {
        text = JSON.stringify(wanted)
        await server.save(instance, wanted)
        pushed = text
      }
    } catch {
      // The server is away: the next sign of life tells it.
    } finally {
      isPushing = false
    }
  }
  const beat = (): void => {
    if (wanted.length === 0 && pushed === '[]') {
      endAlive?.()
      endAlive = undefined
    } else void push()
  }

  return {
    save: (dialogs) => {
      wanted = dialogs
      if (JSON.stringify(wanted) === pushed) return
      endAlive ??= timers.every(aliveEveryMs, beat)
      void push()
    },
    find: async () => {
      for (let asked = 0; asked < maxAsks; asked += 1) {
        const found = await server.find()
        const isMine = found.instance === instance
        if (found.dialogs.length === 0) return []
        if (isMine || found.quietMs > goneAfterMs) {
          if (isMine && wanted.length === 0) pushed = JSON.stringify(found.dialogs)
          return found.dialogs
        }
        await new Promise<void>((resolve) => timers.after(askEveryMs, resolve))
      }
      return []
    },
  }
}
