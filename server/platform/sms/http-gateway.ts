import type { SmsGateway } from '#server/ports.ts'
import { SmsRefused } from '#server/ports.ts'

export interface HttpGatewayOptions {
  url: string
  /** Sent as a bearer token; null: the gateway asks for none. */
  token: string | null
  timeoutMs?: number
  /** After a failure nothing is tried for so long: a hanging gateway must not hold up the worker's other jobs. */
  restMs?: number
}

/** It understood, and will never send this one; anything else may pass. */
const finalStatuses = [400, 410, 413, 422]

/**
 * A gateway of short messages as providers and their adapters offer it: POST of JSON `{to, text, id}`, any 2xx is
 * "accepted". `id` is also the Idempotency-Key: the same message sent twice (the worker died before it wrote down the
 * answer) is one for a gateway that honours it.
 */
export function createHttpGateway(options: HttpGatewayOptions): SmsGateway {
  const { url, token, timeoutMs = 5000, restMs = 30_000 } = options
  let restsUntil = 0

  return {
    async send({ id, to, text }) {
      if (Date.now() < restsUntil) throw new Error('the gateway failed a moment ago')
      try {
        const answer = await fetch(url, {
          method: 'POST',
          // a message and its token go nowhere else
          redirect: 'error',
          headers: {
            'content-type': 'application/json',
            'idempotency-key': id,
            ...(token === null ? {} : { authorization: `Bearer ${token}` }),
          },
          body: JSON.stringify({ to, text, id }),
          signal: AbortSignal.timeout(timeoutMs),
        })
        await answer.body?.cancel()
        if (answer.ok) return
        if (finalStatuses.includes(answer.status))
          throw new SmsRefused(`the gateway answered ${answer.status}`)
        throw new Error(`the gateway answered ${answer.status}`)
      } catch (error) {
        if (error instanceof SmsRefused) throw error
        restsUntil = Date.now() + restMs
        throw new Error(reasonOf(error), { cause: error })
      }
    },
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError') return 'the gateway gave no answer in time'
  return error.message === 'fetch failed' ? 'the gateway cannot be reached' : error.message
}
