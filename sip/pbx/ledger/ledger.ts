import {
  closeSync,
  existsSync,
  fchmodSync,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { isFull, partName } from '../../ledger/rotate.ts'
import type { SipLog } from '../../live.ts'
import type { Clock } from '../clock.ts'
import type { LedgerEvent } from './event.ts'
import { openCalls } from './open-calls.ts'

/** Lines that wait while the disk takes none. */
const maxBacklog = 20_000
const retryMs = 1000
/** It says who called whom. */
const ownerOnly = 0o600

export interface Ledger {
  append(event: LedgerEvent): void
  close(): void
}

/**
 * The append-only file of events, one synchronous write each: what was said is in the file before anybody acts on
 * it. A full disk stops no call: lines wait, and the log raises the alarm.
 */
export function openLedger(file: string, clock: Clock, log: SipLog, appended: () => void): Ledger {
  mkdirSync(dirname(file), { recursive: true })
  const left = openCalls(file)
  let handle = openSync(file, 'a+', ownerOnly)
  // one of an earlier version may be open to all
  fchmodSync(handle, ownerOnly)
  let bytes = fstatSync(handle).size
  let begunAt = clock.now()
  const backlog: string[] = []
  let cancelRetry: (() => void) | null = null
  let isClosed = false

  const line = (facts: object): string =>
    `${JSON.stringify({ at: new Date(clock.now()).toISOString(), ...facts })}\n`

  function flush(): void {
    cancelRetry = null
    for (let next = backlog[0]; next !== undefined; next = backlog[0]) {
      try {
        bytes += write(handle, next)
      } catch (error) {
        log.error({ error: String(error), waiting: backlog.length }, 'sip ledger cannot be written')
        if (!isClosed) cancelRetry = clock.after(retryMs, flush)
        return
      }
      backlog.shift()
    }
    putAside()
    appended()
  }

  /** Between two lines, never within one; when it cannot be done the file just grows on. */
  function putAside(): void {
    const now = clock.now()
    if (isClosed || !isFull(bytes, begunAt, now)) return
    begunAt = now
    try {
      // not there: it was renamed the last time, and the new one could not be opened
      if (existsSync(file)) renameSync(file, partName(file, now))
      const next = openSync(file, 'a+', ownerOnly)
      closeSync(handle)
      handle = next
      bytes = 0
    } catch (error) {
      log.error({ error: String(error) }, 'sip ledger cannot be put aside')
    }
  }

  function push(facts: object): void {
    if (backlog.length < maxBacklog) backlog.push(line(facts))
    if (cancelRetry === null) flush()
  }

  if (!endsWithNewline(handle)) backlog.push('\n')
  // What a crash left open is over: the PBX is the only one who could have gone on with it. The mark comes last, so
  // that a crash right here leaves nothing unread.
  for (const callId of left) push({ type: 'call.ended', callId, endedBy: 'system', cause: 'lost' })
  push({ type: 'pbx.started' })

  return {
    append: push,
    close() {
      if (isClosed) return
      isClosed = true
      cancelRetry?.()
      flush()
      closeSync(handle)
    },
  }
}

/** A write that stops half way leaves a broken line; the next begins on a line of its own. */
function write(handle: number, text: string): number {
  const bytes = Buffer.from(text)
  let written = 0
  while (written < bytes.length) {
    try {
      written += writeSync(handle, bytes, written)
    } catch (error) {
      if (written > 0) tryNewline(handle)
      throw error
    }
  }
  return written
}

function tryNewline(handle: number): void {
  try {
    writeSync(handle, '\n')
  } catch {
    // The disk is full; the broken line swallows the next, which is then no event and no harm.
  }
}

function endsWithNewline(handle: number): boolean {
  const { size } = fstatSync(handle)
  if (size === 0) return true
  const last = Buffer.alloc(1)
  readSync(handle, last, 0, 1, size - 1)
  return last[0] === 10
}
