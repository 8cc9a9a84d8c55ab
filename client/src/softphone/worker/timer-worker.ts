import type { TimerRequest } from './timers.ts'

/** Runs in a Worker: browsers slow down the timers of hidden pages, up to once a minute, and not those of Workers. */
const running = new Map<number, ReturnType<typeof setTimeout>>()

globalThis.addEventListener('message', ({ data }: MessageEvent<TimerRequest>) => {
  clearTimeout(running.get(data.id))
  running.delete(data.id)
  if (data.afterMs === null) return
  const fire = (): void => {
    running.delete(data.id)
    globalThis.postMessage(data.id)
  }
  running.set(data.id, setTimeout(fire, data.afterMs))
})
