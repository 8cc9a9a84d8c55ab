import { closeSync, fstatSync, openSync, readSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

const chunkBytes = 256 * 1024
/** Reading back stops here even without the mark of a start: some ten thousand calls. */
const maxBytes = 32 * 1024 * 1024

/**
 * Calls that began after the last start and have no end, oldest first; read backwards to the mark of that start, also
 * through parts that were put aside since.
 */
export function openCalls(file: string): string[] {
  const ended = new Set<string>()
  const open: string[] = []
  const seen = new Set<string>()
  for (const line of allLinesBackwards(file)) {
    const { type, callId } = facts(line)
    if (type === 'pbx.started') break
    if (callId === '') continue
    if (type === 'call.ended') ended.add(callId)
    else if (!ended.has(callId) && !seen.has(callId)) {
      seen.add(callId)
      open.unshift(callId)
    }
  }
  return open
}

function facts(line: string): { type: string; callId: string } {
  try {
    const parsed: unknown = JSON.parse(line)
    if (typeof parsed !== 'object' || parsed === null) return { type: '', callId: '' }
    const type = 'type' in parsed && typeof parsed.type === 'string' ? parsed.type : ''
    const callId = 'callId' in parsed && typeof parsed.callId === 'string' ? parsed.callId : ''
    return { type, callId }
  } catch {
    return { type: '', callId: '' }
  }
}

function* allLinesBackwards(file: string): Generator<string> {
  let left = maxBytes
  for (const part of [file, ...putAside(file)]) {
    if (left <= 0) return
    left -= yield* linesBackwards(part, left)
  }
}

/** The newest first; see `partName`. */
function putAside(file: string): string[] {
  const folder = dirname(file)
  try {
    return readdirSync(folder)
      .filter((name) => name.startsWith(`${basename(file)}-`))
      .toSorted()
      .toReversed()
      .map((name) => join(folder, name))
  } catch {
    return []
  }
}

/** Of one file, at most its last `most` bytes; returns how many it has. */
function* linesBackwards(file: string, most: number): Generator<string, number> {
  let handle: number
  try {
    handle = openSync(file, 'r')
  } catch {
    return 0
  }
  try {
    const { size } = fstatSync(handle)
    let end = size
    const stop = Math.max(0, end - most)
    let rest: Buffer = Buffer.alloc(0)
    while (end > stop) {
      const start = Math.max(stop, end - chunkBytes)
      const chunk = Buffer.alloc(end - start)
      readSync(handle, chunk, 0, chunk.length, start)
      const bytes = Buffer.concat([chunk, rest])
      const firstEnd = bytes.indexOf(10)
      const isWhole = start === stop
      rest = isWhole || firstEnd < 0 ? (isWhole ? Buffer.alloc(0) : bytes) : bytes.subarray(0, firstEnd + 1)
      const whole = isWhole ? bytes : firstEnd < 0 ? Buffer.alloc(0) : bytes.subarray(firstEnd + 1)
      yield* whole.toString('utf8').split('\n').reverse()
      end = start
    }
    return size
  } finally {
    closeSync(handle)
  }
}
