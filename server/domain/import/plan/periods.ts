import type { KnownFlat } from './known-flat.ts'
import { overlap, type ResidentLine } from '../resident-line.ts'
import { nameKey } from '../values/person-name.ts'
import { parseRelation, relationWord } from '../values/relation.ts'

export interface Person {
  /** Null until it is written. */
  id: number | null
  name: string
  nameKey: string
  note: string
  noteBefore: string
}

interface PeriodFacts {
  relation: string
  livesFrom: string | null
  livesTo: string | null
  isLiving: boolean
}

/** A line of the card (поквартирная карточка) as it will be; `before` is null for a new one. */
export interface Period extends PeriodFacts {
  id: number | null
  person: Person
  before: PeriodFacts | null
}

const factsOf = ({ relation, livesFrom, livesTo, isLiving }: PeriodFacts): PeriodFacts => ({
  relation,
  livesFrom,
  livesTo,
  isLiving,
})

const differs = (period: Period): boolean =>
  period.before === null ||
  (['relation', 'livesFrom', 'livesTo', 'isLiving'] as const).some(
    (key) => period[key] !== period.before?.[key],
  )

/**
 * Which line of the card each line of the file is. A person is known by his name in the flat; the day from which he
 * lives there tells his periods apart, or else the day until which he did; a day that is not given tells nothing. A
 * line with the same day is the same period; else one that has days in common with it is, first of all one that is not
 * over, and its day was wrong; else he came back: a new period of the same person. Each day a line gives is its
 * period's once it is written, so the same line finds the same period again.
 */
export function planPeriods(lines: readonly ResidentLine[], known: KnownFlat | null) {
  const card = knownPeriods(known)
  const byName = Map.groupBy(card, ({ person }) => person.nameKey)
  const claimed = new Set<Period>()
  const chosen = new Map<ResidentLine, Period>()
  const choose = (line: ResidentLine, fits: (period: Period) => boolean): void => {
    if (chosen.has(line)) return
    const period = byName.get(line.nameKey)?.find((one) => !claimed.has(one) && fits(one))
    if (period === undefined) return
    claimed.add(period)
    chosen.set(line, period)
  }
  for (const line of lines) choose(line, (period) => isSameDay(period.livesFrom, line.livesFrom))
  for (const line of lines) choose(line, (period) => isSameDay(period.livesTo, line.livesTo))
  for (const line of lines) choose(line, (period) => period.livesTo === null && overlap(period, line))
  for (const line of lines) choose(line, (period) => overlap(period, line))

  const people = new Set(card.map(({ person }) => person))
  const named = new Map([...people].toReversed().map((person) => [person.nameKey, person]))
  const ofLine = lines.map((line) => {
    const person = named.get(line.nameKey) ?? newPerson(line)
    const period = chosen.get(line) ?? newPeriod(line, person)
    named.set(line.nameKey, person)
    people.add(period.person)
    take(period, line)
    return { line, period }
  })
  return {
    ofLine,
    periods: ofLine.map(({ period }) => period).filter(differs),
    people: [...people].filter(({ id, note, noteBefore }) => id === null || note !== noteBefore),
  }
}

const isSameDay = (a: string | null, b: string | null): boolean => a !== null && a === b

function knownPeriods(known: KnownFlat | null): Period[] {
  const people = new Map<number, Person>()
  return (known?.card ?? []).map((line) => {
    const { residentId: id, name, note } = line
    const person = people.get(id) ?? { id, name, nameKey: nameKey(name), note, noteBefore: note }
    people.set(id, person)
    return { id: line.id, person, ...factsOf(line), before: factsOf(line) }
  })
}

const newPerson = ({ name, nameKey: key }: ResidentLine): Person => ({
  id: null,
  name,
  nameKey: key,
  note: '',
  noteBefore: '',
})

function newPeriod(line: ResidentLine, person: Person): Period {
  const relation = relationWord[line.relation ?? 'other']
  return { id: null, person, relation, livesFrom: null, livesTo: null, isLiving: true, before: null }
}

function take(period: Period, line: ResidentLine): void {
  period.livesFrom = line.livesFrom ?? period.livesFrom
  period.livesTo = line.livesTo ?? period.livesTo
  period.isLiving = line.isLiving ?? period.isLiving
  // «дочь» of the directory is «член семьи» of the file: the finer word stays
  if (line.relation !== null && line.relation !== (parseRelation(period.relation) ?? 'other'))
    period.relation = relationWord[line.relation]
  if (line.note !== '') period.person.note = line.note
}
