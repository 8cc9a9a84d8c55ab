import { rm } from 'node:fs/promises'
import type { LedgerBatch } from '#contracts/call-event.ts'
import { findAll } from './parts.ts'

/**
 * Deletes parts that were put aside, read to their end and last written before `before`; answers their paths. A part
 * after the one that is being read stays whatever its age, and so do all when that one cannot be found: then nobody
 * knows what was read.
 */
export async function removeReadParts(
  file: string,
  cursor: LedgerBatch['cursor'] | null,
  before: Date,
): Promise<string[]> {
  const parts = await findAll(file)
  const reading = parts.findIndex(({ id }) => id === cursor?.inode)
  const old = parts
    .slice(0, Math.max(0, reading))
    .filter(({ modifiedNs, isCurrent }) => !isCurrent && modifiedNs < BigInt(before.getTime()) * 1_000_000n)
  for (const { path } of old) await rm(path, { force: true })
  return old.map(({ path }) => path)
}
