import { setTimeout as pause } from 'node:timers/promises'
import type { LedgerBatch, CallEvent } from '#contracts/call-event.ts'
import type { SipLog } from '../live.ts'
import { nextPart, type Part } from './parts.ts'
import { readLines, type LinesRead } from './read-lines.ts'
import { watchFolder } from './watch-folder.ts'
import { withoutNumbers } from './without-numbers.ts'

export interface TailOptions {
  /** The ledger as the PBX names it; rotated parts stand beside it as `<file>.<anything>` or `<file>-<anything>`. */
  file: string
  /** Name of the PBX: `asterisk`, `embedded`. */
  source: string
  /** Pure; `position` is `<part>:<byte offset of the line>`, the 2nd and later events of a line add `#n`. */
  translate: (line: string, position: string, source: string) => CallEvent[]
  /** Must store events and cursor together. Rejected: called again with the same batch, for ever. */
  receive: (batch: LedgerBatch) => Promise<void>
  /** Where the last received batch ended. Rejected: asked again. */
  loadCursor: () => Promise<LedgerBatch['cursor'] | null>
  log: SipLog
  /** How often to look when nothing pokes and the file system tells nothing; milliseconds. */
  pollMs: number
}

export interface LedgerTail {
  /** Look now. */
  poke(): void
  /** Ends after the batch in hand was received or refused once more; nothing is called afterwards. */
  stop(): Promise<void>
}

const linesPerBatch = 500
const longestPauseMs = 5000

const linesOf = async ({ file, offset, isOver }: Part): Promise<LinesRead> =>
  readLines(file, offset, linesPerBatch, isOver)

/**
 * Follows a ledger of JSON lines and hands its events over in order, each line once as long as `receive` stores
 * the cursor in the transaction of the events. A line that cannot be translated is logged and passed over.
 */
export function tailLedger(options: TailOptions): LedgerTail {
  const { file, source, translate, log } = options
  const stopping = new AbortController()
  let wake: () => void = () => {}
  let isPoked = false
  const poke = (): void => {
    isPoked = true
    wake()
  }

  async function again<T>(what: string, work: () => Promise<T>): Promise<T | undefined> {
    for (let pauseMs = 50; !stopping.signal.aborted; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      try {
        return await work()
      } catch (error) {
        log.error({ source, error, pauseMs }, `ledger: ${what} failed, will be tried again`)
        await pause(pauseMs, undefined, { signal: stopping.signal }).catch(() => {})
      }
    }
    return undefined
  }

  function translated(line: string, position: string): CallEvent[] {
    try {
      return translate(line, position, source)
    } catch (error) {
      const facts = {
        source,
        position,
        error: withoutNumbers(String(error)),
        line: withoutNumbers(line.slice(0, 400)),
      }
      log.warn(facts, 'ledger: a line was passed over')
      return []
    }
  }

  async function idle(): Promise<void> {
    if (!isPoked && !stopping.signal.aborted) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, options.pollMs)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    isPoked = false
  }

  let cursor: LedgerBatch['cursor'] | null = null
  /** Kept open: lines that come one after the other cost one read each. */
  let part: Part | null = null
  let lookedAt = -Infinity

  /** Lines behind the last batch; null: none. */
  async function more(): Promise<{ part: Part; read: LinesRead } | null> {
    if (part !== null) {
      const read = await linesOf(part).catch(() => null)
      if (read !== null && read.end > part.offset) return { part, read }
      const isCurrent = !part.isOver && performance.now() - lookedAt < options.pollMs
      if (read !== null && isCurrent) return null
      // nothing more in it: perhaps it was rotated
      await part.file.close()
    }
    const found = (await again('finding the file', () => nextPart(file, cursor, log))) ?? null
    part = found
    lookedAt = performance.now()
    const read = found && (await again('reading', () => linesOf(found)))
    return found && read && read.end > found.offset ? { part: found, read } : null
  }

  async function follow(): Promise<void> {
    cursor = (await again('loading the cursor', options.loadCursor)) ?? null
    while (!stopping.signal.aborted) {
      const found = await more()
      if (found === null) {
        await idle()
        continue
      }
      const { read } = found
      const { id } = found.part
      if (read.tooLong) log.warn({ source, ...read.tooLong }, 'ledger: a line without end was passed over')
      const batch: LedgerBatch = {
        source,
        events: read.lines.flatMap((line) => translated(line.text, `${id}:${line.offset}`)),
        cursor: { inode: id, offset: read.end },
      }
      const isReceived = await again('receiving a batch', async () => {
        await options.receive(batch)
        return true
      })
      if (!isReceived) continue
      cursor = batch.cursor
      found.part.offset = read.end
    }
    await part?.file.close()
  }

  const watcher = watchFolder(file, poke)
  const followed = follow()
  return {
    poke,
    async stop() {
      stopping.abort()
      poke()
      watcher.stop()
      await followed
    },
  }
}
