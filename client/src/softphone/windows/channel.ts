import { PhoneRefusal } from '../phone.ts'
import { WindowMessage, type Verb } from './messages.ts'

export interface WindowChannel {
  send(message: WindowMessage): void
  /** Asks the window with the phone; rejects when none answers in time. */
  ask(verb: Verb, words: readonly string[]): Promise<unknown>
}

/** A transfer may ring for half a minute before it is answered. */
const patienceMs = 40_000

export function openChannel(
  port: BroadcastChannel,
  newId: () => string,
  receive: (message: WindowMessage) => void,
): WindowChannel {
  const asked = new Map<string, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  port.addEventListener('message', (event) => {
    const message = WindowMessage.safeParse(event.data).data
    if (message === undefined) return
    if (message.kind !== 'answer') return receive(message)
    const waiting = asked.get(message.id)
    asked.delete(message.id)
    if (message.refusal === null) waiting?.resolve(message.value)
    else waiting?.reject(new PhoneRefusal(message.refusal.status, message.refusal.reason))
  })
  return {
    send: (message) => port.postMessage(message),
    ask: (verb, words) =>
      new Promise((resolve, reject) => {
        const id = newId()
        asked.set(id, { resolve, reject })
        port.postMessage({ kind: 'ask', id, verb, words: [...words] } satisfies WindowMessage)
        setTimeout(() => {
          if (asked.delete(id)) reject(new Error('the window with the phone does not answer'))
        }, patienceMs)
      }),
  }
}
