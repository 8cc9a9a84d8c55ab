import type { Line } from '#contracts/line.ts'
import { dialledWays } from './way.ts'

/** What calls must know of a line. */
export type KnownLine = Pick<Line, 'name' | 'digits' | 'companyId'>

export interface DialledLine {
  /** Null while there are no two lines: then nobody asks which one it was. */
  name: string | null
  /** Whom the caller meant by dialling it; null: the line does not say. */
  companyId: number | null
  /** Whose he is when his house does not say it either. */
  otherwise: number | null
}

/** A provider that leaves the code of the town out; TRUNK_AREA of the dialplan puts it back. */
const shortest = 5

/**
 * The line that was dialled, from `to` of the call. A number of its own says whose the caller is, unless all lines are one
 * company's while there are several: then it is a number for all of them. So does the line of all other numbers, when
 * nothing else says it.
 */
export function dialledLine(lines: readonly KnownLine[], to: string): DialledLine {
  const digits = to.replaceAll(/\D/g, '')
  const ends = (line: KnownLine): boolean =>
    digits.length >= shortest && digits.length < 10 && line.digits?.endsWith(digits) === true
  const numbered = lines.filter((line) => line.digits !== null)
  const named =
    numbered.find((line) => dialledWays(line.digits ?? '').includes(digits)) ??
    (numbered.filter(ends).length === 1 ? numbered.find(ends) : undefined)
  const line = named ?? lines.find((one) => one.digits === null)
  if (line === undefined) return { name: null, companyId: null, otherwise: null }
  const companyId = new Set(lines.map((one) => one.companyId)).size > 1 ? line.companyId : null
  return {
    name: lines.length > 1 ? line.name : null,
    companyId: line === named ? companyId : null,
    otherwise: line === named ? null : companyId,
  }
}
