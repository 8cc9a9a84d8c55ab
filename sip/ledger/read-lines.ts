import { readSync } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'

export interface LinesRead {
  /** Text without its line feed, and the offset of its first byte. */
  lines: { text: string; offset: number }[]
  /** The byte after the last whole line; equal to `from` when there is none yet. */
  end: number
  tooLong?: { offset: number; bytes: number }
}

const chunkBytes = 256 * 1024
const longestLine = 1024 * 1024
const lineFeed = 0x0a

/** One for all: a quarter of a megabyte at each look would be most of what the collector of garbage has to do. */
const chunk = Buffer.allocUnsafeSlow(chunkBytes)

/**
 * Whole lines from byte `from` on, at most `atMost`. A last line without line feed waits for its end, unless
 * nobody writes to the file any more (`isOver`) or it is longer than any line can be: then it is passed over.
 * Synchronous: what was written a moment ago is in memory, and a thread would cost ten times the read.
 */
export function readLines(file: FileHandle, from: number, atMost: number, isOver: boolean): LinesRead {
  for (let size = chunkBytes; ; size *= 4) {
    const buffer = size === chunkBytes ? chunk : Buffer.allocUnsafe(size)
    const bytesRead = readSync(file.fd, buffer, 0, size, from)
    const read = cut(buffer.subarray(0, bytesRead), from, atMost)
    if (read.end > from || bytesRead === 0) return read
    const isAtEnd = bytesRead < size
    if (isAtEnd && !isOver) return read
    if (isAtEnd || size >= longestLine)
      return { ...read, end: from + bytesRead, tooLong: { offset: from, bytes: bytesRead } }
  }
}

function cut(bytes: Buffer, from: number, atMost: number): LinesRead {
  const lines: LinesRead['lines'] = []
  let start = 0
  while (lines.length < atMost) {
    const feed = bytes.indexOf(lineFeed, start)
    if (feed === -1) break
    lines.push({ text: bytes.toString('utf8', start, feed), offset: from + start })
    start = feed + 1
  }
  return { lines, end: from + start }
}
