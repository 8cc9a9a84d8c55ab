import { array, assert, integer, oneof, property, record, shuffledSubarray } from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { JournalData, JournalEntry, JournalFrame, Snapshot } from '#contracts/journal.ts'
import { sampleSnapshot } from '../testing/sample-snapshot.ts'
import { sampleShutdown, sampleSuggestion } from '../testing/sample-shutdown.ts'
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
const entry = (seq: number, data: JournalData): JournalEntry => ({ seq, at, data })
const changed = (version: number, callerCount: number, over = {}): JournalData => ({
  type: 'shutdown.changed',
  shutdown: sampleShutdown({ version, callerCount, ...over }),
})
const called = (callerCount: number): JournalData => ({ type: 'shutdown.called', shutdownId: 5, callerCount })
const framesOf = (data: readonly JournalData[]): JournalFrame[] =>
  data.map((one, index) => ({ prev: index, last: index + 1, entries: [entry(index + 1, one)] }))
const begun = (over: Partial<Snapshot> = {}): JournalState =>
  applySnapshot(emptyJournal, sampleSnapshot(over)).state
const after = (data: readonly JournalData[], from = begun()): JournalState =>
  framesOf(data).reduce((state, one) => applyFrame(state, one).state, from)

describe('shutdowns in the journal', () => {
  test('callers are counted up without a new version; an older whole one does not count them down', () => {
    const state = after([changed(1, 0), called(3), called(2), changed(2, 1, { cause: 'насос' })])
    expect(state.shutdowns.get(5)).toMatchObject({ version: 2, cause: 'насос', callerCount: 3 })
  })
  test('a count of a shutdown that is not known brings none up', () => {
    expect(after([called(3)]).shutdowns.size).toBe(0)
  })
  test('only what changed is told to the stores', () => {
    const state = after([changed(1, 0)])
    const step = applyFrame(state, { prev: 1, last: 2, entries: [entry(2, called(1))] })
    expect([...(step.changed?.shutdowns ?? [])]).toEqual([5])
    expect(step.changed?.suggestions.size).toBe(0)
    const again = applyFrame(step.state, { prev: 2, last: 3, entries: [entry(3, called(1))] })
    expect(again.changed?.shutdowns.size).toBe(0)
  })
  test('an ended one leaves the strip, a decided suggestion too', () => {
    const state = after([
      changed(1, 0),
      changed(2, 0, { status: 'restored', endedAt: at }),
      { type: 'suggestion.changed', suggestion: sampleSuggestion() },
      { type: 'suggestion.changed', suggestion: sampleSuggestion({ state: 'dismissed', version: 2 }) },
    ])
    expect(visible(state)).toMatchObject({ shutdowns: [], suggestions: [] })
    expect(state.shutdowns.has(5)).toBe(true)
  })

  // As the server writes them: versions and counts only rise, and a whole one carries the count of its moment.
  const history = array(oneof(integer({ min: 0, max: 0 }), integer({ min: 1, max: 1 })), {
    minLength: 1,
    maxLength: 20,
  }).map((kinds) => {
    let [version, count] = [1, 0]
    return [changed(1, 0), ...kinds.map((kind) => (kind === 0 ? called(++count) : changed(++version, count)))]
  })

  test('frames lost, doubled and overtaken, then a replay: the same as online', () => {
    assert(
      property(record({ data: history, cut: integer({ min: 0, max: 4 }) }), ({ data, cut }) => {
        const frames = framesOf(data)
        const lost = frames.filter((_, index) => index % 3 === cut % 3)
        const got = [...lost].reverse().concat(lost.slice(0, cut))
        const offline = got.reduce((state, one) => applyFrame(state, one).state, begun())
        const from = offline.seq ?? 0
        const entries = frames.filter((one) => one.last > from).flatMap((one) => one.entries)
        const resumed = applyResumed(startResume(offline), {
          kind: 'replay',
          frame: { prev: from, last: frames.length, entries },
        })
        expect(visible(resumed.state)).toEqual(visible(after(data)))
      }),
      { numRuns: 300 },
    )
  })
  test('a snapshot in the middle with later frames in any order: the same as online', () => {
    assert(
      property(
        history.chain((data) =>
          record({
            data: integer({ min: 1, max: 1 }).map(() => data),
            cut: integer({ min: 1, max: data.length }),
            order: shuffledSubarray(
              data.map((_, index) => index),
              { minLength: data.length, maxLength: data.length },
            ),
          }),
        ),
        ({ data, cut, order }) => {
          const shown = visible(after(data.slice(0, cut)))
          const frames = framesOf(data)
          let late = startResume(emptyJournal)
          for (const index of order) {
            const one = frames[index]
            if (one !== undefined && index >= cut) late = applyFrame(late, one).state
          }
          const step = applyResumed(late, {
            kind: 'snapshot',
            snapshot: sampleSnapshot({ seq: cut, shutdowns: shown.shutdowns }),
          })
          expect(visible(step.state)).toEqual(visible(after(data)))
        },
      ),
      { numRuns: 300 },
    )
  })
})
