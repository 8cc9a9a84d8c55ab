import { createHash } from 'node:crypto'
import { open, readdir, type FileHandle } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { LedgerBatch } from '#contracts/call-event.ts'
import type { SipLog } from '../live.ts'

export interface Part {
  /** Open, to be closed by the reader: a path may name another file by the time it is read. */
  file: FileHandle
  path: string
  /**
   * `<inode>.<hash of the first line>`. The inode alone would not do: file systems give the number of a deleted
   * file to the next new one, and events at a position that was used before would be taken for repeated.
   */
  id: string
  offset: number
  /** Rotated away: nobody writes to it any more. */
  isOver: boolean
}

/** A part as it lies in the folder. */
export interface Found {
  path: string
  id: string
  size: number
  modifiedNs: bigint
  isCurrent: boolean
}

/**
 * The part of the ledger to read next, and from where; null while there is nothing. A rotated part is finished
 * before the one that came after it is begun, also when it was rotated while nobody read.
 */
export async function nextPart(
  file: string,
  cursor: LedgerBatch['cursor'] | null,
  log: SipLog,
): Promise<Part | null> {
  for (;;) {
    // the common case: the file that was read last has not been rotated
    const current = await find(file, true)
    const isSame = current !== null && current.id === cursor?.inode
    const chosen = isSame ? { found: current, offset: cursor.offset } : await choose(file, cursor, log)
    if (!chosen) return null
    const part = await opened(chosen.found, chosen.offset, log)
    if (part) return part
  }
}

async function choose(
  file: string,
  cursor: LedgerBatch['cursor'] | null,
  log: SipLog,
): Promise<{ found: Found; offset: number } | null> {
  const parts = await findAll(file)
  const known = parts.findIndex((part) => part.id === cursor?.inode)
  if (cursor && known === -1 && parts.length > 0)
    log.error({ file, cursor }, 'ledger: the part read last is gone, reading all that is there')
  const found = parts[known]
  if (found && cursor && cursor.offset < found.size) return { found, offset: cursor.offset }
  const next = parts[known + 1]
  return next ? { found: next, offset: 0 } : null
}

/** Null when the path names another file by now. */
async function opened(found: Found, offset: number, log: SipLog): Promise<Part | null> {
  const { path, id } = found
  const file = await open(path, 'r').catch(() => null)
  if (!file) return null
  const now = await identify(file)
  if (now?.id !== id) {
    await file.close()
    return null
  }
  const isCut = offset > now.size
  if (isCut) log.error({ path, offset, size: now.size }, 'ledger: the file was cut, read anew')
  return { file, path, id, offset: isCut ? 0 : offset, isOver: !found.isCurrent }
}

/** All parts that can be read, oldest first. Renaming keeps the time of the last write, so that orders them. */
export async function findAll(file: string): Promise<Found[]> {
  const name = basename(file)
  const scan = async (): Promise<Found[]> => {
    const names = (await readdir(dirname(file)).catch(() => [])).filter(
      (other) => other === name || other.startsWith(`${name}.`) || other.startsWith(`${name}-`),
    )
    const parts = await Promise.all(names.map((other) => find(join(dirname(file), other), other === name)))
    return parts.filter((part) => part !== null).toSorted(byAge)
  }
  const seen = (parts: Found[]): string => JSON.stringify(parts.map(({ path, id }) => [path, id]))
  // a rotation in the middle of a scan could hide a part: two scans must agree
  for (let before = await scan(); ;) {
    const parts = await scan()
    if (seen(parts) === seen(before)) return parts
    before = parts
  }
}

function byAge(a: Found, b: Found): number {
  if (a.isCurrent !== b.isCurrent) return a.isCurrent ? 1 : -1
  if (a.modifiedNs !== b.modifiedNs) return a.modifiedNs < b.modifiedNs ? -1 : 1
  // Written within one tick of the clock: `.1`, `.2`… count upwards with age (logrotate), dates and numbers after a
  // hyphen grow with time.
  const [ageA, ageB] = [countOf(a), countOf(b)]
  if (ageA !== null && ageB !== null) return ageB - ageA
  return a.path < b.path ? -1 : 1
}

function countOf(part: Found): number | null {
  const count = /\.(\d+)$/.exec(part.path)?.[1]
  return count === undefined ? null : Number(count)
}

/** Null while the file is not there or its first line is not whole: until then nothing of it can be read. */
async function find(path: string, isCurrent: boolean): Promise<Found | null> {
  const file = await open(path, 'r').catch(() => null)
  if (!file) return null
  try {
    const known = await identify(file)
    return known && { ...known, path, isCurrent }
  } finally {
    await file.close()
  }
}

async function identify(file: FileHandle): Promise<{ id: string; size: number; modifiedNs: bigint } | null> {
  const stats = await file.stat({ bigint: true })
  const head = Buffer.alloc(4096)
  const { bytesRead } = await file.read(head, 0, head.length, 0)
  const feed = head.subarray(0, bytesRead).indexOf(0x0a)
  const firstLine = feed === -1 ? bytesRead === head.length && head : head.subarray(0, feed)
  if (!firstLine) return null
  const hash = createHash('sha256').update(firstLine).digest('hex').slice(0, 12)
  return { id: `${stats.ino}.${hash}`, size: Number(stats.size), modifiedNs: stats.mtimeNs }
}
