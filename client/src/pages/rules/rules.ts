import type { ClassifierEntry } from '#contracts/classifier.ts'
import { ClassifierFields } from '#contracts/classifier.ts'
import { searchable } from '../../ui/words/searchable.ts'

export const scripts = ClassifierFields.shape.dangerScript.unwrap().options
export type TermName = 'informMinutes' | 'localizeMinutes' | 'restoreMinutes' | 'eliminateMinutes'
export const terms = [
  'informMinutes',
  'localizeMinutes',
  'restoreMinutes',
  'eliminateMinutes',
] as const satisfies readonly TermName[]

export const emptyEntry: ClassifierFields = {
  place: '',
  category: '',
  problem: '',
  service: null,
  isEmergency: false,
  dangerScript: null,
  isActive: true,
  informMinutes: null,
  localizeMinutes: null,
  restoreMinutes: null,
  eliminateMinutes: null,
  calendar: null,
  basis: '',
}

/** An entry as its editor holds it. */
export function fieldsOf(entry: ClassifierEntry): ClassifierFields {
  const { place, category, problem, service, isEmergency, isActive, rule } = entry
  const { informMinutes, localizeMinutes, restoreMinutes, eliminateMinutes, calendar, basis } = rule
  const script = ClassifierFields.shape.dangerScript.safeParse(entry.dangerScript)
  return {
    place,
    category,
    problem,
    service,
    isEmergency,
    dangerScript: script.data ?? null,
    isActive,
    informMinutes,
    localizeMinutes,
    restoreMinutes,
    eliminateMinutes,
    calendar: calendar === null ? null : [calendar[0], calendar[1]],
    basis,
  }
}

/** Entries in the order of the classifier, those out of use last, of which every word of the search is somewhere. */
export function findEntries(entries: readonly ClassifierEntry[], search: string): ClassifierEntry[] {
  const words = searchable(search).split(/\s+/)
  return entries
    .filter((entry) => {
      const text = searchable(`${entry.place} ${entry.category} ${entry.problem} ${entry.rule.basis}`)
      return words.every((word) => text.includes(word))
    })
    .toSorted((a, b) => Number(b.isActive) - Number(a.isActive))
}
