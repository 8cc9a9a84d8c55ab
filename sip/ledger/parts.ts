import { createHash } from 'node:crypto'
import { open, readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { LedgerBatch } from '#contracts/call-event.ts'
import type { SipLog } from '../live.ts'

export interface Part {
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

interface Found {
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
  const current = await find(file, true)
  // the common case: the file that was read last has not been rotated
  if (current && current.id === cursor?.inode) return at(current, cursor.offset, log)
  const parts = await findAll(file)
  const known = parts.findIndex((part) => part.id === cursor?.inode)
  if (cursor && known === -1 && parts.length > 0)
    log.error({ file, cursor }, 'ledger: the part read last is gone, reading all that is there')
  const found = parts[known]
  if (found && cursor && cursor.offset < found.size) return at(found, cursor.offset, log)
  const next = parts[known + 1]
  if (next) return at(next, 0, log)
  return found && cursor ? at(found, cursor.offset, log) : null
}

function at(found: Found, offset: number, log: SipLog): Part {
  const isCut = offset > found.size
  if (isCut) log.error({ path: found.path, offset, size: found.size }, 'ledger: the file was cut, read anew')
  return { path: found.path, id: found.id, offset: isCut ? 0 : offset, isOver: !found.isCurrent }
}

/** All parts, oldest first. Renaming keeps the time of the last write, so that orders them. */
async function findAll(file: string): Promise<Found[]> {
  const name = basename(file)
  const names = (await readdir(dirname(file)).catch(() => [])).filter(
    (other) => other === name || other.startsWith(`${name}.`) || other.startsWith(`${name}-`),
  )
  const parts = await Promise.all(names.map((other) => find(join(dirname(file), other), other === name)))
  return parts.filter((part) => part !== null).toSorted(byAge)
}

function byAge(a: Found, b: Found): number {
  if (a.isCurrent !== b.isCurrent) return a.isCurrent ? 1 : -1
  if (a.modifiedNs !== b.modifiedNs) return a.modifiedNs < b.modifiedNs ? -1 : 1
  // written within one tick of the clock: logrotate counts upwards with age (file.2 is older than file.1)
  return b.path.localeCompare(a.path, 'en', { numeric: true })
}

/** Null while the file is not there or its first line is not whole: until then nothing of it can be read. */
async function find(path: string, isCurrent: boolean): Promise<Found | null> {
  const file = await open(path, 'r').catch(() => null)
  if (!file) return null
  try {
    const stats = await file.stat({ bigint: true })
    const head = Buffer.alloc(4096)
    const { bytesRead } = await file.read(head, 0, head.length, 0)
    const feed = head.subarray(0, bytesRead).indexOf(0x0a)
    const firstLine = feed === -1 ? bytesRead === head.length && head : head.subarray(0, feed)
    if (!firstLine) return null
    const hash = createHash('sha256').update(firstLine).digest('hex').slice(0, 12)
    return {
      path,
      id: `${stats.ino}.${hash}`,
      size: Number(stats.size),
      modifiedNs: stats.mtimeNs,
      isCurrent,
    }
  } finally {
    await file.close()
  }
}
