import { readFile, stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

const pack = promisify(gzip)

/** Below it a packet is a packet. */
const SMALLEST = 1024
const LARGEST = 4_000_000
/** All files of the built client, some times over; a guard, not a working limit. */
const MOST_FILES = 500

export interface Packed {
  bytes: Buffer
  etag: string
}

/**
 * Gzips a file at its first use and keeps the result for as long as the file is the same. For a handful of text
 * files that everybody asks for; null where it is not worth it.
 */
export function createGzipOnce(): (path: string) => Promise<Packed | null> {
  const kept = new Map<string, { version: string; packed: Promise<Packed | null> }>()

  const packFile = async (path: string, version: string): Promise<Packed | null> => {
    const bytes = await pack(await readFile(path), { level: 9 })
    return { bytes, etag: `W/"${version}-gz"` }
  }

  return async (path) => {
    const found = await stat(path).catch(() => null)
    if (!found?.isFile() || found.size < SMALLEST || found.size > LARGEST) return null
    const version = `${found.size.toString(36)}-${Math.trunc(found.mtimeMs).toString(36)}`
    const known = kept.get(path)
    if (known?.version === version) return known.packed
    if (kept.size >= MOST_FILES) kept.clear()
    const packed = packFile(path, version).catch(() => null)
    kept.set(path, { version, packed })
    return packed
  }
}
