import { fork } from 'node:child_process'
import { once } from 'node:events'
import { z } from 'zod'

const Said = z.object({ ms: z.number(), error: z.string().nullable() })
export type WitnessedCall = z.infer<typeof Said>

/** An operator in a process of his own, so that the attacker's own work does not slow him. */
export interface OperatorAtWork {
  /** The next call that begins after this moment. @throws Error when the witness is gone */
  nextCall(): Promise<WitnessedCall>
  /** Calls since it was asked last. */
  calls(): WitnessedCall[]
  stop(): Promise<void>
}

export async function startOperator(
  origin: string,
  login: string,
  password: string,
): Promise<OperatorAtWork> {
  const child = fork(new URL('witness.ts', import.meta.url).pathname, [origin, login, password])
  let calls: WitnessedCall[] = []
  const heard = async (): Promise<WitnessedCall> => {
    const [message] = await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => Promise.reject(new Error('the witness ended'))),
    ])
    return Said.parse(message)
  }
  child.on('message', (message) => calls.push(Said.parse(message)))
  return {
    async nextCall() {
      await heard() // this one may have begun before
      return heard()
    },
    calls() {
      const since = calls
      calls = []
      return since
    },
    async stop() {
      if (child.exitCode !== null) return
      const gone = once(child, 'exit')
      child.disconnect()
      await gone
    },
  }
}
