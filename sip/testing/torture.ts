import { readdirSync, readFileSync } from 'node:fs'

const folder = new URL('rfc4475/', import.meta.url)

/** The torture messages of RFC 4475, by name, bit for bit. */
export function tortureMessages(): Map<string, Buffer> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.dat'))
  return new Map(files.map((name) => [name.slice(0, -4), readFileSync(new URL(name, folder))]))
}
