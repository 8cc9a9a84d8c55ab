// Is the process of this container alive? web answers over HTTP, worker and telephony renew a file. PostgreSQL
// being away is no reason to restart, so /healthz is asked and not /readyz.
import { statSync } from 'node:fs'

const services = (process.env.SERVICES || 'web,worker,telephony').split(',').map((name) => name.trim())

try {
  if (services.includes('web')) {
    const answer = await fetch(`http://127.0.0.1:${process.env.PORT || 8080}/healthz`, {
      signal: AbortSignal.timeout(4000),
    })
    if (!answer.ok) throw new Error(`/healthz answers ${answer.status}`)
  } else {
    const seconds = (Date.now() - statSync(`${process.env.DATA_DIR || './data'}/alive`).mtimeMs) / 1000
    if (seconds > 20) throw new Error(`the event loop has not turned for ${Math.round(seconds)} s`)
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
