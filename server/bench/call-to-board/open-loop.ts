import { setTimeout as pause } from 'node:timers/promises'

/** Calls `send` at even moments, however long each takes; `dueAt` is when it should have been. */
export async function openLoop(
  perSecond: number,
  seconds: number,
  send: (n: number, dueAt: number) => void,
): Promise<void> {
  const start = performance.now() + 20
  const count = Math.max(1, Math.round(perSecond * seconds))
  for (let n = 0; n < count; n++) {
    const dueAt = start + (n * 1000) / perSecond
    const left = dueAt - performance.now()
    if (left > 0) await pause(left)
    send(n, dueAt)
  }
}

/** Resolves when the condition holds or the time is over; says which. */
export async function settled(condition: () => boolean, limitMs: number): Promise<boolean> {
  const end = performance.now() + limitMs
  while (!condition()) {
    if (performance.now() > end) return false
    await pause(5)
  }
  return true
}
