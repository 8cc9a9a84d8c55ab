import type { JournalFrame, LiveState, Resumed } from '#contracts/journal.ts'
import type { ResumeAnswer } from '#contracts/socket.ts'
import {
  applyFrame,
  applyResumed,
  emptyJournal,
  giveUpResume,
  startResume,
  type JournalState,
  type Step,
} from '#client/realtime/journal.ts'
import type { Browser } from '#server/testing/edge/edge.ts'
import { openSocket, type PageSocket } from '#server/testing/edge/open-socket.ts'

/** What a bad line does to a frame: the frames that really arrive, in their order. */
export type Line = (frame: JournalFrame) => JournalFrame[]

/** A dispatcher's board without its pixels: the page's own journal over a real Socket.IO client. */
export interface Board {
  readonly state: JournalState
  readonly frames: JournalFrame[]
  readonly answers: Resumed[]
  readonly live: LiveState[]
  readonly isConnected: boolean
  /** Times that the server said goodbye. */
  readonly signedOut: number
  socket: PageSocket
  /** As a cable pulled out, and plugged in again. */
  disconnect(): void
  connect(): void
  close(): void
}

export function openBoard(
  origin: string,
  tab: Pick<Browser, 'cookie' | 'csrf'>,
  options: { line?: Line; headers?: Record<string, string>; reconnection?: boolean } = {},
): Board {
  const { line = (frame) => [frame], ...socketOptions } = options
  const socket = openSocket(origin, tab, socketOptions)
  let state = emptyJournal
  let signedOut = 0
  const frames: JournalFrame[] = []
  const answers: Resumed[] = []
  const live: LiveState[] = []

  const take = (step: Step): void => {
    state = step.state
    if (step.gap) resume()
  }
  const onAnswer = (answer: ResumeAnswer): void => {
    if ('error' in answer) {
      state = giveUpResume(state)
      setTimeout(resume, 300).unref()
      return
    }
    if (answer.kind === 'packed') throw new Error('nobody asked for a packed snapshot')
    answers.push(answer)
    take(applyResumed(state, answer))
  }
  function resume(): void {
    if (state.isResuming || !socket.connected) return
    state = startResume(state)
    socket.emit('resume', { seq: state.seq }, onAnswer)
  }
  socket.on('connect', () => {
    state = giveUpResume(state)
    resume()
  })
  socket.on('journal', (frame) => {
    frames.push(frame)
    for (const arriving of line(frame)) take(applyFrame(state, arriving))
  })
  socket.on('live', (now) => void live.push(now))
  socket.on('signedOut', () => signedOut++)

  return {
    get state() {
      return state
    },
    frames,
    answers,
    live,
    get isConnected() {
      return socket.connected
    },
    get signedOut() {
      return signedOut
    },
    socket,
    disconnect: () => void socket.disconnect(),
    connect: () => void socket.connect(),
    close: () => void socket.disconnect(),
  }
}
