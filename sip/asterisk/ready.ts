import { setTimeout as pause } from 'node:timers/promises'
import { connectAmi } from './ami/connection.ts'

/**
 * Waits until Asterisk has loaded everything (AMI listens long before PJSIP does): the event FullyBooted, which is
 * also sent at each sign-in after that. Rejected after `withinMs`.
 */
export async function fullyBooted(
  ami: { host: string; port: number; username: string; secret: string },
  withinMs: number,
): Promise<void> {
  const until = Date.now() + withinMs
  let last: unknown
  while (Date.now() < until) {
    let booted: (is: boolean) => void = () => {}
    const isBooted = new Promise<boolean>((resolve) => (booted = resolve))
    try {
      const connection = await connectAmi({
        ...ami,
        onEvent: (event) => {
          if (event['event'] === 'FullyBooted') booted(true)
        },
        onClose: () => booted(false),
      })
      const timer = setTimeout(() => booted(false), until - Date.now())
      const is = await isBooted
      clearTimeout(timer)
      connection.close()
      if (is) return
    } catch (error) {
      last = error
    }
    await pause(50)
  }
  throw new Error('Asterisk did not become ready in time', { cause: last })
}
