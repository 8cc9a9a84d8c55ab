import { createWorkerTimers, pageTimers, type Timers } from './timers.ts'

let timers: Timers | undefined

/** The one Worker of this page; made at the first call. */
export function workerTimers(): Timers {
  timers ??=
    typeof Worker === 'undefined'
      ? pageTimers
      : createWorkerTimers(new Worker(new URL('./timer-worker.ts', import.meta.url), { type: 'module' }))
  return timers
}
