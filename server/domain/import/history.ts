import type { FlatPlan } from './plan/plan.ts'
import type { ChangedFields } from '../house/changed-fields.ts'
import { phoneText } from './values/phones.ts'

export interface HistoryRow {
  entity: 'apartment' | 'resident'
  id: number
  what: 'imported'
  /** `import` names the import. */
  changes: ChangedFields
}

const text = (value: string | boolean | null): string =>
  value === true ? 'да' : value === false ? 'нет' : (value ?? '')

/** What the history of the flat and of its people keeps of one flat of an import; written people have ids. */
export function historyOf(plan: FlatPlan, flatId: number, importId: number): HistoryRow[] {
  const what = 'imported' as const
  const source: ChangedFields = { import: ['', String(importId)] }
  const ofFlat: ChangedFields = { ...plan.facts.changes }
  const numbers = plan.phones.filter(({ isNew }) => isNew).map(({ digits }) => phoneText(digits))
  if (numbers.length > 0) ofFlat['phone'] = ['', numbers.join(', ')]
  if (plan.known === null) ofFlat['number'] = ['', plan.file.flat]
  const newcomers = plan.periods.filter(({ before }) => before === null).map(({ person }) => person.name)
  if (newcomers.length > 0) ofFlat['resident'] = ['', newcomers.join(', ')]

  const ofPeople = new Map<number, ChangedFields>()
  const note = (id: number | null, field: string, before: string, after: string): void => {
    if (id === null || before === after) return
    const changes = ofPeople.get(id) ?? {}
    changes[field] = [before, after]
    ofPeople.set(id, changes)
  }
  const known = new Set(plan.known?.card.map(({ residentId }) => residentId))
  for (const person of plan.people) {
    if (person.id !== null && !known.has(person.id)) note(person.id, 'name', '', person.name)
    note(person.id, 'note', person.noteBefore, person.note)
  }
  for (const { person, before, relation, livesFrom, livesTo, isLiving } of plan.periods) {
    note(person.id, 'relation', before?.relation ?? '', relation)
    note(person.id, 'livesFrom', text(before?.livesFrom ?? null), text(livesFrom))
    note(person.id, 'livesTo', text(before?.livesTo ?? null), text(livesTo))
    if (before !== null) note(person.id, 'isLiving', text(before.isLiving), text(isLiving))
  }
  for (const step of plan.phones) note(step.person?.id ?? null, 'phone', '', phoneText(step.digits))

  const rows: HistoryRow[] = [...ofPeople].map(([id, changes]) => ({
    entity: 'resident',
    id,
    what,
    changes: { ...source, ...changes },
  }))
  if (Object.keys(ofFlat).length > 0)
    rows.push({ entity: 'apartment', id: flatId, what, changes: { ...source, ...ofFlat } })
  return rows
}
