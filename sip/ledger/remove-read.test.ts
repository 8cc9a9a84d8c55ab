import { mkdtemp, readdir, rename, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { nextPart } from './parts.ts'
import { removeReadParts } from './remove-read.ts'
import { isFull, partName } from './rotate.ts'

const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() }
const day = (n: number): Date => new Date(Date.parse('2026-11-01T00:00:00Z') + n * 24 * 3_600_000)
let folder: string
let file: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vakhta-parts-'))
  file = join(folder, 'ledger.jsonl')
  // days 1 to 4 put aside, day 5 being written
  for (let n = 1; n <= 5; n++) {
    await writeFile(file, `${n}\n`)
    await utimes(file, day(n), day(n))
    if (n < 5) await rename(file, partName(file, day(n).getTime()))
  }
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** The cursor of a tail that has read so many parts. */
async function cursorAfter(parts: number) {
  let cursor = null
  for (let n = 0; n < parts; n++) {
    const part = await nextPart(file, cursor, log)
    if (!part) throw new Error('there are fewer parts')
    await part.file.close()
    cursor = { inode: part.id, offset: 2 }
  }
  return cursor
}

it('deletes what was read and is old enough, and nothing else', async () => {
  expect(await removeReadParts(file, await cursorAfter(4), day(3))).toHaveLength(2)
  expect(await readdir(folder)).toHaveLength(3)
})

it('deletes nothing that was not read, whatever its age', async () => {
  expect(await removeReadParts(file, await cursorAfter(2), day(100))).toHaveLength(1)
  expect(await readdir(folder)).toHaveLength(4)
})

it('deletes nothing when nobody knows what was read', async () => {
  expect(await removeReadParts(file, null, day(100))).toEqual([])
  expect(await removeReadParts(file, { inode: 'gone.0', offset: 1 }, day(100))).toEqual([])
  expect(await readdir(folder)).toHaveLength(5)
})

it('puts a file aside by its size or its age, an empty one never', () => {
  const now = day(1).getTime()
  expect(isFull(0, 0, now)).toBe(false)
  expect(isFull(1, now - 3_600_000, now)).toBe(false)
  expect(isFull(1, now - 24 * 3_600_000, now)).toBe(true)
  expect(isFull(16 * 1024 * 1024, now, now)).toBe(true)
})
