import { beginningOf } from '#contracts/text.ts'
import type { Field } from './fields.ts'
import { unguarded } from './guard.ts'
import type { Fault, FaultReason } from './resident-line.ts'

/** What people put into a cell that has nothing to say. */
const nothing = /^([-–—]+|нет|н\/д|#н\/д|нет данных|не указан[ао]?|отсутствует|null)$/i
const longestValue = 200

/** One row under its headings; notes what is wrong with it. */
export function lineCells(
  row: readonly string[],
  options: { line: number; headings: readonly string[]; columns: readonly (Field | null)[] },
) {
  const { line, headings, columns } = options
  const faults: Fault[] = []
  const textAt = (index: number): string =>
    unguarded(row[index] ?? '')
      .replaceAll(/[\s\u{a0}\u{202f}]+/gu, ' ')
      .trim()
  const faultAt = (index: number, reason: FaultReason): null => {
    faults.push({
      line,
      column: headings[index] ?? '',
      value: beginningOf(row[index] ?? '', longestValue),
      reason,
    })
    return null
  }
  const plain = (field: Field): string => textAt(columns.indexOf(field))
  const text = (field: Field): string => (nothing.test(plain(field)) ? '' : plain(field))
  const fault = (field: Field, reason: FaultReason): null => faultAt(columns.indexOf(field), reason)
  return {
    faults,
    fault,
    faultAt,
    /** Also «нет», where it is an answer. */
    plain,
    /** '' where there is no such column, or nothing in it. */
    text,
    has: (field: Field): boolean => columns.includes(field),
    /** With its lines, as notes have them. */
    whole: (field: Field): string => {
      const given = unguarded(row[columns.indexOf(field)] ?? '')
        .replaceAll('\r\n', '\n')
        .trim()
      return nothing.test(given) ? '' : given
    },
    /** Texts of all columns of the field that say something, with where they stand. */
    texts: (field: Field): { index: number; text: string }[] =>
      columns.flatMap((column, index) => {
        // lines of a cell divide telephone numbers
        const given = unguarded(row[index] ?? '').trim()
        return column === field && given !== '' && !nothing.test(given) ? [{ index, text: given }] : []
      }),
    /** Reads an optional value; what cannot be read is a fault and null. */
    read<T>(field: Field, parse: (text: string) => T | null, reason: FaultReason): T | null {
      const given = text(field)
      return given === '' ? null : (parse(given) ?? fault(field, reason))
    },
  }
}
export type LineCells = ReturnType<typeof lineCells>
