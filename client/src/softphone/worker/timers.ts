/** Timers that go on in a hidden page. Each call returns what ends the timer. */
export interface Timers {
  after(ms: number, run: () => void): () => void
  every(ms: number, run: () => void): () => void
}

/** What the page asks of its Worker; `afterMs` null ends the timer. */
export interface TimerRequest {
  id: number
  afterMs: number | null
}

/** The page's own timers: for tests, and where there is no Worker. */
export const pageTimers: Timers = timersOf((ms, run) => {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
})

export function createWorkerTimers(
  worker: Pick<Worker, 'postMessage'> & { addEventListener: Worker['addEventListener'] },
): Timers {
  const waiting = new Map<number, () => void>()
  let lastId = 0
  worker.addEventListener('message', (event) => {
    const id: unknown = 'data' in event ? event.data : undefined
    if (typeof id !== 'number') return
    const run = waiting.get(id)
    waiting.delete(id)
    run?.()
  })
  const ask = (request: TimerRequest): void => worker.postMessage(request)
  return timersOf((ms, run) => {
    const id = (lastId += 1)
    waiting.set(id, run)
    ask({ id, afterMs: ms })
    return () => {
      if (waiting.delete(id)) ask({ id, afterMs: null })
    }
  })
}

function timersOf(after: Timers['after']): Timers {
  return {
    after,
    every: (ms, run) => {
      let end = (): void => undefined
      const again = (): void => {
        end = after(ms, () => {
          again()
          run()
        })
      }
      again()
      return () => end()
    },
  }
}
