import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Log } from '#server/ports.ts'

const everyMs = 5000

/**
 * Renews a file while the event loop turns. The container's health check looks at its age, since worker and
 * telephony have no HTTP to ask.
 */
export function startHeartbeat(file: string, log: Log): { stop(): Promise<void> } {
  const beat = () => {
    try {
      writeFileSync(file, `${process.pid}\n`)
    } catch (error) {
      log.warn({ file, error: String(error) }, 'heartbeat cannot be written')
    }
  }
  mkdirSync(path.dirname(file), { recursive: true })
  beat()
  const timer = setInterval(beat, everyMs)
  return { stop: async () => clearInterval(timer) }
}
