import { io, type Socket } from 'socket.io-client'
import type { LiveState, Resumed } from '#contracts/journal.ts'
import type { Heartbeat } from '#contracts/operator-state.ts'
import type { ClientEvents, ServerEvents } from '#contracts/socket.ts'
import type { Watching } from '#contracts/task.ts'
import {
  applyFrame,
  applyResumed,
  emptyJournal,
  giveUpResume,
  startResume,
  type Changed,
  type JournalState,
  type Step,
} from './journal.ts'
import { canUnpack, unpacked } from './unpack.ts'
import { watchWakeUp } from './wake-up.ts'

export interface ConnectionState {
  kind: 'off' | 'connecting' | 'online' | 'lost'
  /** When the data shown was last known to be current, ms since the epoch; null before the first snapshot. */
  currentAt: number | null
}

export interface ConnectionOptions {
  csrf: () => string
  /** `changed` null: take everything anew. */
  onJournal: (state: JournalState, changed: Changed | null) => void
  onLive: (live: LiveState) => void
  onState: (state: ConnectionState) => void
  onSignedOut: () => void
  /** The telephone's secret was changed by a sign-out elsewhere. */
  onPhoneSecret?: () => void
  now?: () => number
  /** Where the server is; the page's own origin by default. Tests give another. */
  url?: string
  resumeTimeoutMs?: number
  /** Extra options for Node tests (headers); a browser sends its cookies itself. */
  extraHeaders?: Record<string, string>
}

export interface Connection {
  start(): void
  stop(): void
  /** Milliseconds to the server and back; null when it did not answer in time. */
  roundTrip(): Promise<number | null>
  /** Not kept for later: a heartbeat that comes late would prove what is not true any more. */
  beat(beat: Heartbeat): void
  /** Which task this page has open: colleagues see it. Said again after every reconnect, and now and then. */
  watch(watching: Watching): void
}

/** Longer than this unsaid, and the server forgets what the page has open. */
const watchingEveryMs = 20_000

/** The page's one socket. It resumes by seq at every connect, after a gap, and after the machine slept. */
export function createConnection(options: ConnectionOptions): Connection {
  const now = options.now ?? Date.now
  const timeoutMs = options.resumeTimeoutMs ?? 8000
  let journal = emptyJournal
  let state: ConnectionState = { kind: 'off', currentAt: null }
  let heardAt = 0
  let ends: (() => void)[] = []
  let open: Socket<ServerEvents, ClientEvents> | undefined
  let watching: Watching = null

  const show = (kind: ConnectionState['kind']): void => {
    // A broken line shows only when a ping is missed: the data are as old as the last word of the server.
    if (kind === 'online') heardAt = now()
    const currentAt = state.kind === 'online' || kind === 'online' ? heardAt : state.currentAt
    state = { kind, currentAt }
    options.onState(state)
  }

  const take = (step: Step): void => {
    journal = step.state
    options.onJournal(journal, step.changed)
  }

  function start(): void {
    stop()
    const socket: Socket<ServerEvents, ClientEvents> = io(options.url ?? window.location.origin, {
      transports: ['websocket'],
      auth: (give) => give({ csrf: options.csrf() }),
      reconnectionDelay: 500,
      reconnectionDelayMax: 5000,
      randomizationFactor: 0.5,
      timeout: 8000,
      ...(options.extraHeaders === undefined ? {} : { extraHeaders: options.extraHeaders }),
    })
    open = socket
    let retry: ReturnType<typeof setTimeout> | undefined

    const resumeLater = (): void => {
      journal = giveUpResume(journal)
      clearTimeout(retry)
      retry = setTimeout(resume, 2000)
    }
    const resume = (): void => {
      if (journal.isResuming || !socket.connected) return
      journal = startResume(journal)
      const socketId = socket.id
      // An answer of a connection that is gone: `connect` has asked again.
      const isGone = (): boolean => socket.id !== socketId
      const takeAnswer = (resumed: Resumed): void => {
        if (isGone()) return
        const step = applyResumed(journal, resumed)
        take(step)
        show('online')
        if (step.gap) resume()
      }
      const request = { seq: journal.seq, ...(canUnpack() ? { packed: true } : {}) }
      socket.timeout(timeoutMs).emit('resume', request, (failure, answer) => {
        if (isGone()) return
        if (failure !== null || 'error' in answer) resumeLater()
        else if (answer.kind !== 'packed') takeAnswer(answer)
        else
          unpacked(answer).then(takeAnswer, () => {
            if (!isGone()) resumeLater()
          })
      })
    }

    socket.on('connect', () => {
      journal = giveUpResume(journal)
      resume()
      if (watching !== null) sayWatching()
    })
    const hear = (): void => {
      heardAt = now()
    }
    socket.io.on('ping', hear)
    socket.on('journal', (frame) => {
      hear()
      const step = applyFrame(journal, frame)
      take(step)
      if (step.gap) resume()
    })
    socket.on('live', options.onLive)
    socket.on('phoneSecret', () => options.onPhoneSecret?.())
    socket.on('signedOut', () => {
      show('lost')
      options.onSignedOut()
    })
    socket.on('disconnect', (reason) => {
      journal = giveUpResume(journal)
      show('lost')
      // socket.io does not reconnect by itself after the server cut it.
      if (reason === 'io server disconnect') retry = setTimeout(() => socket.connect(), 1000)
    })
    socket.on('connect_error', (error) => {
      show(state.currentAt === null ? 'connecting' : 'lost')
      if (error.message === 'notSignedIn') options.onSignedOut()
      // A refusal by the server's middleware also ends socket.io's own attempts.
      if (!socket.active) {
        clearTimeout(retry)
        retry = setTimeout(() => socket.connect(), 3000)
      }
    })

    const reconnect = (): void => {
      socket.disconnect()
      socket.connect()
    }
    const endWakeUp = watchWakeUp(reconnect, now)
    const again = setInterval(() => {
      if (watching !== null) sayWatching()
    }, watchingEveryMs)
    const onOffline = (): void => show('lost')
    window.addEventListener('online', reconnect)
    window.addEventListener('offline', onOffline)
    ends = [
      endWakeUp,
      () => window.removeEventListener('online', reconnect),
      () => window.removeEventListener('offline', onOffline),
      () => clearTimeout(retry),
      () => clearInterval(again),
      () => socket.io.off('ping', hear),
      () => socket.removeAllListeners().disconnect(),
    ]
    show(state.currentAt === null ? 'connecting' : 'lost')
  }

  function stop(): void {
    for (const end of ends) end()
    ends = []
    open = undefined
    journal = emptyJournal
    state = { kind: 'off', currentAt: null }
  }

  async function roundTrip(): Promise<number | null> {
    if (open?.connected !== true) return null
    const from = performance.now()
    try {
      await open.timeout(timeoutMs).emitWithAck('echo')
      return performance.now() - from
    } catch {
      return null
    }
  }

  const beat = (heartbeat: Heartbeat): void => {
    if (open?.connected === true) open.volatile.emit('heartbeat', heartbeat)
  }

  function sayWatching(): void {
    if (open?.connected === true) open.emit('watching', watching)
  }
  const watch = (next: Watching): void => {
    watching = next
    sayWatching()
  }

  return { start, stop, roundTrip, beat, watch }
}
