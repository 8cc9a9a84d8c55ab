import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { JournalFrame, LiveState } from '#contracts/journal.ts'
import { sampleCall } from '#server/testing/samples/sample-entities.ts'
import { createBoardLines, type Line } from './board-lines.ts'
import { createFanOut } from './fan-out.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const frame: JournalFrame = {
  prev: 0,
  last: 1,
  entries: [
    {
      seq: 1,
      at: '2026-11-22T10:00:00.000Z',
      data: { type: 'call.changed', call: sampleCall('embedded:c') },
    },
  ],
}
const live = (waiting: number): LiveState => ({
  operators: [],
  pbx: { kind: 'embedded', state: 'up', since: '2026-11-22T10:00:00.000Z' },
  waiting,
})

/** A board whose connection takes `msEach` of the clock a write, with what it was sent, one text a write. */
function board(
  msEach: number,
  written: Buffer[] = [],
): { line: Line; written: Buffer[]; cuts: () => number } {
  let cuts = 0
  const tcp = {
    writable: true,
    writableLength: 0,
    write(bytes: Uint8Array | string) {
      vi.advanceTimersByTime(msEach)
      written.push(Buffer.from(bytes))
      return true
    },
  }
  return { line: { tcp, onSlow: () => cuts++, waiting: 0 }, written, cuts: () => cuts }
}
const textsOf = (written: Buffer[]): string[] => written.map(String)

describe('to few boards', () => {
  it('a live state goes at once and alone', () => {
    const lines = createBoardLines()
    const one = board(0)
    lines.join('board', one.line)
    createFanOut(lines).live(live(3))
    expect(textsOf(one.written)).toEqual([expect.stringContaining('42["live",{"operators":[]')])
  })
})

describe('to so many boards that a frame takes 10 ms', () => {
  const opened = () => {
    const lines = createBoardLines()
    const one = board(10)
    lines.join('board', one.line)
    const fanOut = createFanOut(lines)
    fanOut.journal(frame)
    return { one, fanOut, lines }
  }

  it('the newest live state goes along with the next change, in one write, and no more after it', () => {
    const { one, fanOut } = opened()
    fanOut.live(live(3))
    fanOut.live(live(4))
    expect(one.written).toHaveLength(1)
    fanOut.journal(frame)
    expect(one.written).toHaveLength(2)
    expect(String(one.written[1])).toMatch(/42\["journal".*42\["live".*"waiting":4/)
    expect(String(one.written[1])).not.toContain('"waiting":3')
    vi.advanceTimersByTime(1000)
    expect(one.written).toHaveLength(2)
  })

  it('a live state goes alone when no change comes, within a tenth of a second', () => {
    const { one, fanOut } = opened()
    fanOut.live(live(5))
    vi.advanceTimersByTime(100)
    expect(textsOf(one.written).at(-1)).toContain('"waiting":5')
  })

  it('nothing is sent once it is stopped', () => {
    const { one, fanOut } = opened()
    fanOut.live(live(5))
    fanOut.stop()
    vi.advanceTimersByTime(1000)
    expect(one.written).toHaveLength(1)
  })
})

it('a frame is made once a room: all boards of a room are handed the same bytes, masked ones no number', () => {
  const lines = createBoardLines()
  const handed: unknown[] = []
  const own = (): Line => {
    const { line } = board(0)
    return {
      ...line,
      tcp: {
        writable: true,
        writableLength: 0,
        write: (bytes: Uint8Array | string) => handed.push(bytes) > 0,
      },
    }
  }
  for (const room of ['board', 'board', 'board:masked', 'board:masked'] as const) lines.join(room, own())
  createFanOut(lines).journal(frame)
  expect(handed[0]).toBe(handed[1])
  expect(handed[2]).toBe(handed[3])
  expect(String(handed[0])).toContain('+79220000001')
  expect(String(handed[2])).toContain('+7 922 ***-**-01')
  expect(String(handed[2])).not.toMatch(/9220000001|Иванова/)
})

it('what was written of a pause goes to colleagues and to no wall', () => {
  const lines = createBoardLines()
  const [full, wall] = [board(0), board(0)]
  lines.join('board', full.line)
  lines.join('board:masked', wall.line)
  const paused = { sipUsername: 'op-1', userId: 1, name: 'Анна', state: 'paused', since: '' } as const
  createFanOut(lines).live({ ...live(0), operators: [{ ...paused, note: 'звонить 89227654321' }] })
  expect(textsOf(full.written)).toEqual([expect.stringContaining('7654321')])
  expect(textsOf(wall.written)).toEqual([expect.not.stringContaining('note')])
})

describe('a board that reads slowly', () => {
  const megabyte = Buffer.alloc(1_000_000)
  const slow = (queued: () => number) => {
    const { line, written, cuts } = board(0)
    const tcp = {
      writable: true,
      get writableLength() {
        return queued()
      },
      write: line.tcp.write,
    }
    const lines = createBoardLines()
    lines.join('board', { ...line, tcp })
    return { lines, written, cuts }
  }

  it('is cut once more than a megabyte of frames waits for it, and handed no more', () => {
    let queued = 0
    const { lines, written, cuts } = slow(() => queued)
    lines.write('board', megabyte)
    queued = 900_000
    lines.write('board', megabyte)
    expect(cuts()).toBe(0)
    queued = 1_900_000
    lines.write('board', megabyte)
    expect(cuts()).toBe(1)
    expect(written).toHaveLength(2)
  })

  it('is not cut for a large answer that it asked for: frames behind it count alone', () => {
    const { lines, written, cuts } = slow(() => 15_000_000)
    lines.write('board', Buffer.alloc(400_000))
    lines.write('board', Buffer.alloc(400_000))
    expect(cuts()).toBe(0)
    expect(written).toHaveLength(2)
  })

  it('is handed nothing when its connection is ending', () => {
    const { line, written } = board(0)
    const lines = createBoardLines()
    lines.join('board', { ...line, tcp: { ...line.tcp, writable: false } })
    lines.write('board', megabyte)
    expect(written).toEqual([])
  })
})
