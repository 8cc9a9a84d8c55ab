import { assert, constantFrom, integer, property, array, record, shuffledSubarray } from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { JournalData, JournalEntry, JournalFrame, Snapshot } from '#contracts/journal.ts'
import type { TaskStatus } from '#contracts/task.ts'
import { sampleSnapshot } from '../testing/sample-snapshot.ts'
import { sampleCall, sampleTask } from '../testing/samples.ts'
import {
  applyFrame,
  applyResumed,
  applySnapshot,
  emptyJournal,
  startResume,
  visible,
  type JournalState,
} from './journal.ts'

const at = '2026-11-22T10:00:00.000Z'
const taskEntry = (seq: number, id: number, version: number, status: TaskStatus = 'new'): JournalEntry => ({
  seq,
  at,
  data: { type: 'task.changed', task: sampleTask({ id, version, status, callIds: [`embedded:${id}`] }) },
})
const callEntry = (
  seq: number,
  id: number,
  version: number,
  state: 'ringing' | 'ended' = 'ringing',
): JournalEntry => ({
  seq,
  at,
  data: { type: 'call.changed', call: sampleCall({ id: `embedded:${id}`, version, state }) },
})
const frame = (entries: JournalEntry[], prev: number, last = entries.at(-1)?.seq ?? prev): JournalFrame => ({
  prev,
  last,
  entries,
})
const begun = (over: Partial<Snapshot> = {}): JournalState =>
  applySnapshot(emptyJournal, sampleSnapshot(over)).state

describe('journal', () => {
  test('a frame that follows moves the cursor and brings its entries', () => {
    const step = applyFrame(begun({ seq: 5 }), frame([taskEntry(6, 1, 1)], 5))
    expect(step.gap).toBe(false)
    expect(step.state.seq).toBe(6)
    expect(step.state.tasks.get(1)?.version).toBe(1)
    expect([...(step.changed?.tasks ?? [])]).toEqual([1])
  })

  test('on a board of thousands of open tasks a change still touches one, and what is forgotten besides', () => {
    const open = Array.from({ length: 2500 }, (_, n) => sampleTask({ id: n + 1, status: 'new', callIds: [] }))
    const closed = Array.from({ length: 1000 }, (_, n) => sampleTask({ id: n + 5001, status: 'closed' }))
    const board = begun({ seq: 5, tasks: [...open, ...closed] })
    const first = applyFrame(board, frame([taskEntry(6, 7, 9)], 5))
    expect([...(first.changed?.tasks ?? [])]).toEqual([7])
    const second = applyFrame(first.state, frame([taskEntry(7, 8, 9, 'closed')], 6))
    // the oldest in the map is the task that was closed just now: it came with the snapshot, before the others
    expect([...(second.changed?.tasks ?? [])]).toEqual([8])
    expect(second.state.tasks.size).toBe(3499)
  })

  test('the same frame twice changes nothing the second time', () => {
    const once = applyFrame(begun(), frame([taskEntry(1, 1, 1)], 0)).state
    const again = applyFrame(once, frame([taskEntry(1, 1, 1)], 0))
    expect(again.state.tasks).toBe(once.tasks)
    expect(again.gap).toBe(false)
  })

  test('what a newer server tells of moves the cursor and is nothing yet', () => {
    const data = { type: 'crew.changed', crew: { id: 1, version: 1 } } as unknown as JournalData
    const step = applyFrame(begun({ seq: 5 }), frame([{ seq: 6, at, data }, taskEntry(7, 1, 1)], 5))
    expect(step.state.seq).toBe(7)
    expect(step.state.tasks.has(1)).toBe(true)
    expect(Object.keys(step.state)).toEqual(Object.keys(emptyJournal))
  })

  test('a snapshot of an older server has nothing of a kind that it does not know', () => {
    const { suggestions: _, ...older } = sampleSnapshot({ seq: 5, tasks: [sampleTask({ id: 1 })] })
    const { state } = applySnapshot(emptyJournal, older as Snapshot)
    expect(state.tasks.size).toBe(1)
    expect(state.suggestions.size).toBe(0)
  })

  test('an older version never replaces a newer one', () => {
    const state = applyFrame(begun(), frame([taskEntry(1, 1, 7, 'done')], 0)).state
    const late = applyFrame(state, frame([taskEntry(2, 1, 3, 'new')], 1)).state
    expect(late.tasks.get(1)?.status).toBe('done')
    expect(visible(late).tasks).toEqual([])
  })

  test('a frame beyond a gap is shown at once, but the cursor stays and the gap is told', () => {
    const step = applyFrame(begun({ seq: 5 }), frame([callEntry(9, 4, 1)], 8))
    expect(step.gap).toBe(true)
    expect(step.state.seq).toBe(5)
    expect(step.state.calls.has('embedded:4')).toBe(true)
  })

  test('after the replay of a gap the frame that came early counts', () => {
    const gap = applyFrame(begun({ seq: 5 }), frame([taskEntry(9, 1, 4)], 8)).state
    const step = applyResumed(startResume(gap), {
      kind: 'replay',
      frame: frame([taskEntry(6, 1, 1), taskEntry(7, 2, 1)], 5, 8),
    })
    expect(step.gap).toBe(false)
    expect(step.state.seq).toBe(9)
    expect(step.state.tasks.get(1)?.version).toBe(4)
    expect(step.state.kept).toEqual([])
  })

  test('frames that come while a snapshot is on its way stand on top of it', () => {
    const asked = startResume(emptyJournal)
    const early = applyFrame(asked, frame([callEntry(11, 1, 3)], 10)).state
    const step = applyResumed(early, {
      kind: 'snapshot',
      snapshot: sampleSnapshot({ seq: 10, calls: [sampleCall({ version: 2 })] }),
    })
    expect(step.state.seq).toBe(11)
    expect(step.state.calls.get('embedded:1')?.version).toBe(3)
  })

  test('an older snapshot replaces everything: the server was restored from a backup', () => {
    const state = applyFrame(begun({ seq: 99 }), frame([taskEntry(100, 1, 1)], 99)).state
    const step = applyResumed(startResume(state), { kind: 'snapshot', snapshot: sampleSnapshot({ seq: 3 }) })
    expect(step.state.seq).toBe(3)
    expect(visible(step.state).tasks).toEqual([])
  })

  test('an ended call is seen only while an open task needs it', () => {
    let state = applyFrame(begun(), frame([taskEntry(1, 1, 1), callEntry(2, 1, 2, 'ended')], 0)).state
    expect(visible(state).calls).toHaveLength(1)
    state = applyFrame(state, frame([taskEntry(3, 1, 2, 'closed')], 2)).state
    expect(visible(state).calls).toEqual([])
  })

  test('boards that got frames late, twice, out of order or never are equal after resuming', () => {
    const change = record({
      id: integer({ min: 1, max: 4 }),
      status: constantFrom<TaskStatus>('draft', 'new', 'closed'),
      isCall: constantFrom(true, false),
      ended: constantFrom(true, false),
    })
    assert(
      property(
        array(change, { minLength: 1, maxLength: 30 }),
        integer({ min: 0, max: 30 }),
        (changes, cut) => {
          const frames = changes.map((one, index) => {
            const seq = index + 1
            return frame(
              [
                one.isCall
                  ? callEntry(seq, one.id, seq, one.ended ? 'ended' : 'ringing')
                  : taskEntry(seq, one.id, seq, one.status),
              ],
              seq - 1,
            )
          })
          const online = frames.reduce((state, one) => applyFrame(state, one).state, begun())
          // The other board lost some frames, got the rest in any order and some twice, then resumes from its cursor.
          const lost = frames.filter((_, index) => index % 3 === cut % 3)
          const got = [...lost].reverse().concat(lost.slice(0, cut))
          const offline = got.reduce((state, one) => applyFrame(state, one).state, begun())
          const from = offline.seq ?? 0
          const missed = frames.filter((one) => one.last > from).flatMap((one) => one.entries)
          const resumed = applyResumed(startResume(offline), {
            kind: 'replay',
            frame: frame(missed, from, frames.length),
          })
          expect(resumed.gap).toBe(false)
          expect(resumed.state.seq).toBe(online.seq)
          expect(visible(resumed.state)).toEqual(visible(online))
        },
      ),
      { numRuns: 300 },
    )
  })

  test('a snapshot taken anywhere in the middle, with later frames in any order kept, gives the same board', () => {
    assert(
      property(
        integer({ min: 1, max: 25 }).chain((size) =>
          record({
            size: constantFrom(size),
            cut: integer({ min: 0, max: size }),
            order: shuffledSubarray(
              Array.from({ length: size }, (_, index) => index),
              { minLength: size, maxLength: size },
            ),
          }),
        ),
        ({ size, cut, order }) => {
          const frames = Array.from({ length: size }, (_, index) =>
            frame(
              [taskEntry(index + 1, (index % 3) + 1, index + 1, index % 4 === 3 ? 'closed' : 'new')],
              index,
            ),
          )
          const online = frames.reduce((state, one) => applyFrame(state, one).state, begun())
          const middle = frames.slice(0, cut).reduce((state, one) => applyFrame(state, one).state, begun())
          const shown = visible(middle)
          let late = startResume(emptyJournal)
          for (const index of order) {
            const one = frames[index]
            if (one !== undefined && index >= cut) late = applyFrame(late, one).state
          }
          const step = applyResumed(late, {
            kind: 'snapshot',
            snapshot: sampleSnapshot({ seq: cut, calls: shown.calls, tasks: shown.tasks }),
          })
          expect(step.state.seq).toBe(size)
          expect(visible(step.state)).toEqual(visible(online))
        },
      ),
      { numRuns: 300 },
    )
  })
})
