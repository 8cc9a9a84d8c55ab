import type { Cache } from '#server/ports.ts'
import { maxValueBytes } from './limits.ts'

interface Entry {
  json: string
  /** Monotonic milliseconds: a turned clock neither expires nor keeps anything. */
  expiresAt: number
}

/** In this process, least recently used out first; values are copies, as from a real cache. */
export function createMemoryCache({ maxEntries = 5000, maxBytes = 64 * 1024 * 1024 } = {}): Cache {
  const entries = new Map<string, Entry>()
  let bytes = 0

  const drop = (key: string) => {
    const entry = entries.get(key)
    if (entry === undefined) return
    bytes -= entry.json.length * 2
    entries.delete(key)
  }

  return {
    async get(key) {
      const entry = entries.get(key)
      if (entry === undefined) return undefined
      if (entry.expiresAt <= performance.now()) {
        drop(key)
        return undefined
      }
      entries.delete(key)
      entries.set(key, entry)
      return JSON.parse(entry.json)
    },
    async set(key, value, ttlSeconds) {
      drop(key)
      const json: string | undefined = JSON.stringify(value)
      if (json === undefined || ttlSeconds <= 0 || Buffer.byteLength(json) > maxValueBytes) return
      entries.set(key, { json, expiresAt: performance.now() + ttlSeconds * 1000 })
      bytes += json.length * 2
      for (const oldest of entries.keys()) {
        if (entries.size <= maxEntries && bytes <= maxBytes) break
        drop(oldest)
      }
    },
    async delete(key) {
      drop(key)
    },
    async stop() {
      entries.clear()
      bytes = 0
    },
  }
}
