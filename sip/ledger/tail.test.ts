import { appendFile, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CallEvent, LedgerBatch } from '#contracts/call-event.ts'
import { tailLedger, type LedgerTail } from './tail.ts'

let folder: string
let file: string
let tail: LedgerTail | undefined
const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() }

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vakhta-ledger-'))
  file = join(folder, 'cel.json')
  for (const level of Object.values(log)) level.mockReset()
})
afterEach(async () => {
  await tail?.stop()
  tail = undefined
  await rm(folder, { recursive: true, force: true })
})

/** Each line is a number; it becomes one event whose call has that number. */
const translate = (line: string, position: string, source: string): CallEvent[] => {
  if (!/^\d+$/.test(line)) throw new Error('not a number')
  return [
    {
      type: 'call.queued',
      callId: line,
      queue: 'q',
      source,
      position,
      at: '2026-11-22T10:00:00.000Z',
    },
  ]
}

/** What a database does with batches: events and cursor together, or neither. */
function receiver() {
  const store = {
    lines: [] as string[],
    positions: [] as string[],
    cursor: null as LedgerBatch['cursor'] | null,
    refusals: 0,
  }
  return {
    store,
    loadCursor: async () => store.cursor,
    receive: async (batch: LedgerBatch) => {
      if (store.refusals > 0) {
        store.refusals--
        throw new Error('the database is away')
      }
      store.lines.push(...batch.events.map((event) => event.callId))
      store.positions.push(...batch.events.map((event) => event.position))
      store.cursor = batch.cursor
    },
  }
}

const start = (to: ReturnType<typeof receiver>, pollMs = 10): LedgerTail =>
  (tail = tailLedger({ file, source: 'asterisk', translate, log, pollMs, ...to }))

const arrived = (to: ReturnType<typeof receiver>, lines: string[]) =>
  vi.waitFor(() => expect(to.store.lines).toEqual(lines), { timeout: 60_000, interval: 5 })

describe('tailLedger', () => {
  it('hands over lines that are there and lines that come', async () => {
    await writeFile(file, '1\n2\n')
    const to = receiver()
    start(to)
    await arrived(to, ['1', '2'])
    await appendFile(file, '3\n')
    await arrived(to, ['1', '2', '3'])
    expect(new Set(to.store.positions).size).toBe(3)
    expect(to.store.positions[2]).toMatch(/^\d+\.[0-9a-f]+:4$/)
  })

  it('waits for a file that does not exist yet', async () => {
    const to = receiver()
    start(to)
    await appendFile(file, '1\n')
    await arrived(to, ['1'])
  })

  it('is woken by the file system long before the poll', async () => {
    const to = receiver()
    await writeFile(file, '1\n')
    start(to, 60_000)
    await arrived(to, ['1'])
    await appendFile(file, '2\n')
    await arrived(to, ['1', '2'])
  })

  it('leaves a line without its end until the end is written', async () => {
    const to = receiver()
    await writeFile(file, '1\n23')
    start(to)
    await arrived(to, ['1'])
    await appendFile(file, '4\n')
    await arrived(to, ['1', '234'])
  })

  it('logs a line that cannot be translated and goes on', async () => {
    const to = receiver()
    await writeFile(file, '1\nnonsense\n2\n')
    start(to)
    await arrived(to, ['1', '2'])
    expect(log.warn).toHaveBeenCalledTimes(1)
    expect(log.warn.mock.calls[0]?.[0]).toMatchObject({ line: 'nonsense' })
  })

  it('moves the cursor over lines that say nothing', async () => {
    const to = receiver()
    await writeFile(file, 'nonsense\n')
    start(to)
    await vi.waitFor(() => expect(to.store.cursor?.offset).toBe(9))
  })

  it('keeps the order and offers the same batch again while it is refused', async () => {
    const to = receiver()
    to.store.refusals = 3
    await writeFile(file, '1\n2\n')
    start(to)
    await arrived(to, ['1', '2'])
    expect(log.error).toHaveBeenCalledTimes(3)
  })

  it('stops at once while it is refused, and the next start continues', async () => {
    const to = receiver()
    to.store.refusals = Number.POSITIVE_INFINITY
    await writeFile(file, '1\n')
    const first = start(to)
    await vi.waitFor(() => expect(log.error).toHaveBeenCalled())
    await first.stop()
    to.store.refusals = 0
    expect(to.store.lines).toEqual([])
    start(to)
    await arrived(to, ['1'])
  })

  it('finishes a rotated file before it begins the next', async () => {
    const to = receiver()
    await writeFile(file, '1\n')
    start(to)
    await arrived(to, ['1'])
    await appendFile(file, '2\n')
    await rename(file, `${file}.1`)
    await writeFile(file, '3\n')
    await arrived(to, ['1', '2', '3'])
  })

  it('finishes files that were rotated while nobody read', async () => {
    const to = receiver()
    await writeFile(file, '1\n')
    const first = start(to)
    await arrived(to, ['1'])
    await first.stop()
    await appendFile(file, '2\n')
    await rename(file, `${file}-20261121`)
    await writeFile(file, '3\n')
    await rename(file, `${file}-20261122`)
    await writeFile(file, '4\n')
    start(to)
    await arrived(to, ['1', '2', '3', '4'])
  })

  it('gives another position to a new file that got the inode of a deleted one', async () => {
    const to = receiver()
    await writeFile(file, '1\n')
    start(to)
    await arrived(to, ['1'])
    await rm(file)
    await writeFile(file, '2\n')
    await arrived(to, ['1', '2'])
    expect(to.store.positions[0]).not.toBe(to.store.positions[1])
  })

  it('passes over a line longer than any can be', async () => {
    const to = receiver()
    await writeFile(file, `1\n${'9'.repeat(5_000_000)}\n2\n`)
    start(to)
    await vi.waitFor(() => expect(to.store.lines.at(-1)).toBe('2'), { timeout: 60_000 })
    expect(log.warn).toHaveBeenCalled()
  })

  it('hands over every line once and in order, whatever is cut, rotated, refused or restarted', async () => {
    const step = fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({ do: fc.constant('write'), bytes: fc.integer({ min: 1, max: 40 }) }),
      },
      { weight: 2, arbitrary: fc.record({ do: fc.constant('rotate'), bytes: fc.constant(0) }) },
      { weight: 2, arbitrary: fc.record({ do: fc.constant('refuse'), bytes: fc.constant(0) }) },
      { weight: 2, arbitrary: fc.record({ do: fc.constant('restart'), bytes: fc.constant(0) }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('rest'), bytes: fc.constant(0) }) },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), async (steps) => {
        await rm(folder, { recursive: true, force: true })
        folder = await mkdtemp(join(tmpdir(), 'vakhta-ledger-'))
        file = join(folder, 'cel.json')
        const to = receiver()
        let text = ''
        let next = 1
        let rotations = 0
        start(to)
        const write = async (bytes: number) => {
          while (text.length < bytes) text += `${next++}\n`
          await appendFile(file, text.slice(0, bytes))
          text = text.slice(bytes)
        }
        for (const { do: what, bytes } of steps) {
          if (what === 'write') await write(bytes)
          if (what === 'refuse') to.store.refusals = 1
          if (what === 'rest') await new Promise((resolve) => setTimeout(resolve, 3))
          if (what === 'restart') {
            await tail?.stop()
            start(to)
          }
          if (what === 'rotate') {
            // a PBX writes whole lines, so a file is rotated between them
            await write(text.length + 1)
            await write(text.length)
            await rename(file, `${file}-${String(++rotations).padStart(4, '0')}`)
          }
        }
        await write(text.length + 1)
        await write(text.length)
        await arrived(
          to,
          Array.from({ length: next - 1 }, (_, i) => String(i + 1)),
        )
        await tail?.stop()
      }),
      { numRuns: 60 },
    )
  }, 60_000)
})
