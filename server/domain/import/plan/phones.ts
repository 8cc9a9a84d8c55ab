import type { KnownFlat } from './known-flat.ts'
import type { Period, Person } from './periods.ts'
import type { ResidentLine } from '../resident-line.ts'
import type { PhoneKind } from '../values/phones.ts'

/** A number that the flat gets, or one of the flat that turns out to be a person's. */
export interface PhoneStep {
  digits: string
  kind: PhoneKind
  person: Person | null
  isNew: boolean
  line: number
}

/**
 * Numbers of the file that the flat does not know. A number that belonged here once stays away, and who has left
 * brings none: an old file must not send a caller to a wrong address (issue 4, "Must show" 5). A number that is
 * somebody's in the flat stays his.
 */
export function planPhones(
  ofLine: readonly { line: ResidentLine; period: Period }[],
  known: KnownFlat | null,
  today: string,
): PhoneStep[] {
  const before = new Map((known?.phones ?? []).map((phone) => [phone.digits, phone]))
  const steps = new Map<string, PhoneStep>()
  for (const { line, period } of ofLine) {
    if (period.livesTo !== null && period.livesTo < today) continue
    for (const { digits, kind } of line.phones) {
      const phone = before.get(digits)
      const isFree = phone === undefined || (!phone.isOver && phone.residentId === null)
      if (!isFree || (steps.get(digits)?.person ?? null) !== null) continue
      steps.set(digits, { digits, kind, person: period.person, isNew: phone === undefined, line: line.line })
    }
    for (const { digits, kind } of line.flatPhones)
      if (!before.has(digits) && !steps.has(digits))
        steps.set(digits, { digits, kind, person: null, isNew: true, line: line.line })
  }
  return [...steps.values()]
}
