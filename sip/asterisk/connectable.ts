import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** Waits until something accepts connections at the port; rejected after `withinMs`. */
export async function connectable(port: number, host: string, withinMs: number): Promise<void> {
  for (const until = Date.now() + withinMs; ;) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect({ port, host })
      const done = (answer: boolean): void => {
        socket.destroy()
        resolve(answer)
      }
      socket.once('connect', () => done(true))
      socket.once('error', () => done(false))
      socket.setTimeout(1000, () => done(false))
    })
    if (isOpen) return
    if (Date.now() > until) throw new Error(`nothing answers at ${host}:${port}`)
    await pause(50)
  }
}
