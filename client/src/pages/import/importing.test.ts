import { describe, expect, test } from 'vitest'
import { sampleImport } from '../../testing/sample-import.ts'
import { asPaste, canApply, failureKey, faultRows, fieldKey, progressOf, stateKey } from './importing.ts'

const counts = sampleImport().counts

describe('what may be done with an import', () => {
  test.each([
    ['ready with new lines', sampleImport(), true],
    [
      'ready, everything known',
      sampleImport({ counts: { ...counts, added: 0, changed: 0, same: 3 } }),
      false,
    ],
    ['being written', sampleImport({ state: 'applying' }), false],
    ['written', sampleImport({ state: 'done' }), false],
    [
      'no table at all',
      sampleImport({ state: 'failed', error: 'notATable', counts: { ...counts, good: 0 } }),
      false,
    ],
    ['our own fault', sampleImport({ state: 'failed', error: 'unexpected' }), true],
  ])('%s', (_, shown, may) => expect(canApply(shown)).toBe(may))
})

test('progress is of all lines while it is compared, of the good ones while it is written', () => {
  expect(progressOf(sampleImport({ state: 'checking', counts: { ...counts, read: 0 } }))).toBeNull()
  expect(progressOf(sampleImport({ state: 'checking', counts: { ...counts, read: 10, done: 4 } }))).toEqual({
    done: 4,
    total: 10,
  })
  expect(progressOf(sampleImport({ state: 'applying', counts: { ...counts, good: 8, done: 9 } }))).toEqual({
    done: 8,
    total: 8,
  })
})

test('an error or a field that this page does not know has words all the same', () => {
  expect(failureKey('oldExcel')).toBe('importing.failure.oldExcel')
  expect(failureKey('toString')).toBe('importing.failure.unexpected')
  expect(fieldKey('flat')).toBe('importing.field.flat')
  expect(fieldKey('somethingNew')).toBeNull()
})

test('the list of faults is pasted cell by cell', () => {
  const rows = faultRows(
    [{ line: 5, column: 'Телефон', value: 'а\tб\nв', reason: 'notAPhone' }],
    (key) => key,
  )
  expect(asPaste(rows).split('\n')[1]).toBe('5\tТелефон\tа б в\timporting.reason.notAPhone')
})

test('a checked file with nothing new does not say that it waits', () => {
  expect(stateKey(sampleImport())).toBe('importing.state.ready')
  expect(stateKey(sampleImport({ counts: { ...counts, added: 0, changed: 0 } }))).toBe(
    'importing.state.nothing',
  )
})
