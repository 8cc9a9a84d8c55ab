import type { Service, ShutdownSuggestion } from '#contracts/shutdown.ts'
import { inStreetOrder } from './speech/street-order.ts'

/** So many different callers within this time look like one cause (domain.md, moment 1). */
export const similarCases = 3
export const similarWithinMs = 10 * 60_000

/** A call or task of the last minutes with a house. */
export interface Case {
  taskId: number
  /** One caller counts once, however often he calls: his number, else his flat, else the task. */
  caller: string
  at: string
  /** Null while nobody has said what is wrong. */
  service: Service | null
  house: CaseHouse
  /** «подъезд 2, стояк 3» needs both. */
  entrance: number | null
  riser: number | null
}

export interface CaseHouse {
  id: number
  address: string
  number: string
  streetId: number
  street: string
  supplies: readonly Supply[]
}

export interface Supply {
  service: Service
  pointId: number
  kind: 'heatPoint' | 'feeder'
  name: string
}

/** What the core must know besides the cases. */
export interface SuggestFacts {
  /** Houses that the point supplies with the service; null: with any. */
  suppliedHouses(pointId: number, service: Service | null): readonly number[]
  /** Houses of a street with their numbers. */
  streetHouses(streetId: number): readonly { id: number; number: string }[]
}

type Scope = ShutdownSuggestion['scope']
/** The widest first. */
const scopes = ['street', 'feeder', 'heatPoint', 'house', 'riser'] as const satisfies readonly Scope[]

export interface Suggested {
  service: Service | null
  scope: Scope
  scopeId: number | null
  scopeName: string
  houseIds: number[]
  taskIds: number[]
  firstAt: string
  lastAt: string
}

interface Group {
  service: Service | null
  scope: Scope
  scopeId: number | null
  scopeName: string
  cases: Case[]
}

/**
 * Groups of similar cases that look like a shutdown, the narrowest place that explains each: a riser before its
 * house, a house before the point that feeds it, that before the street. Pure; the caller leaves out cases that a
 * live shutdown covers already.
 */
export function suggest(cases: readonly Case[], facts: SuggestFacts): Suggested[] {
  const named = [...new Set(cases.flatMap(({ service }) => service ?? []))]
  const found = named.flatMap((service) =>
    // who has not said yet what is wrong may mean the same
    ofService(
      service,
      cases.filter((one) => one.service === service || one.service === null),
    ),
  )
  const unnamed = cases.filter(({ service }) => service === null)
  return ofOneWave(found.length > 0 ? found : ofService(null, unnamed)).map((group) =>
    suggested(group, facts),
  )
}

/**
 * A street, a heat point and a feeder that share most of their calls are one wave: it is hinted at once, by what explains
 * most of it. Another hint needs as many callers of its own.
 */
function ofOneWave(groups: readonly Group[]): Group[] {
  const taken = new Set<Case>()
  const kept: Group[] = []
  for (const group of groups.toSorted(
    (a, b) => b.cases.length - a.cases.length || scopes.indexOf(b.scope) - scopes.indexOf(a.scope),
  )) {
    if (!isEnough({ ...group, cases: group.cases.filter((one) => !taken.has(one)) })) continue
    for (const one of group.cases) taken.add(one)
    kept.push(group)
  }
  return kept
}

function ofService(service: Service | null, cases: readonly Case[]): Group[] {
  if (service !== null && !cases.some((one) => one.service === service)) return []
  const kept: Group[] = []
  for (const scope of scopes)
    for (const group of grouped(scope, service, cases)) {
      if (!isEnough(group)) continue
      // the narrower place explains all cases of the wider one, or adds nothing to it
      const wider = kept.findIndex((other) => group.cases.every((one) => other.cases.includes(one)))
      if (wider === -1) kept.push(group)
      else if (group.cases.length === kept[wider]?.cases.length) kept[wider] = group
    }
  return kept
}

const isEnough = ({ cases }: Group): boolean =>
  new Set(cases.map(({ caller }) => caller)).size >= similarCases

function grouped(scope: Scope, service: Service | null, cases: readonly Case[]): Group[] {
  const groups = new Map<string, Group>()
  for (const one of cases)
    for (const { id, key, name } of placesOf(scope, service, one)) {
      const group = groups.get(key) ?? { service, scope, scopeId: id, scopeName: name, cases: [] }
      group.cases.push(one)
      groups.set(key, group)
    }
  return [...groups.values()]
}

function placesOf(
  scope: Scope,
  service: Service | null,
  { house, entrance, riser }: Case,
): { id: number | null; key: string; name: string }[] {
  switch (scope) {
    case 'street':
      return [{ id: house.streetId, key: String(house.streetId), name: house.street }]
    case 'house':
      return [{ id: house.id, key: String(house.id), name: house.address }]
    case 'riser':
      return entrance === null || riser === null
        ? []
        : [
            {
              id: house.id,
              key: `${house.id}/${entrance}/${riser}`,
              name: `${house.address}, подъезд ${entrance}, стояк ${riser}`,
            },
          ]
    case 'feeder':
    case 'heatPoint': {
      const points = house.supplies.filter(
        (supply) => supply.kind === scope && (service === null || supply.service === service),
      )
      return [...new Map(points.map((point) => [point.pointId, point])).values()].map(
        ({ pointId, name }) => ({
          id: pointId,
          key: String(pointId),
          name,
        }),
      )
    }
  }
}

function suggested(group: Group, facts: SuggestFacts): Suggested {
  const { service, scope, scopeId, scopeName, cases } = group
  const times = cases.map(({ at }) => at).toSorted()
  return {
    service,
    scope,
    scopeId,
    scopeName,
    houseIds: housesOf(group, facts),
    taskIds: cases.map(({ taskId }) => taskId).toSorted((a, b) => a - b),
    firstAt: times[0] ?? '',
    lastAt: times.at(-1) ?? '',
  }
}

function housesOf({ service, scope, scopeId, cases }: Group, facts: SuggestFacts): number[] {
  const called = [...new Set(cases.map(({ house }) => house.id))]
  if (scopeId === null || scope === 'house' || scope === 'riser') return called
  if (scope !== 'street') return [...new Set([...facts.suppliedHouses(scopeId, service), ...called])]
  // a main bursts along a stretch: from the first house that called to the last
  const all = facts.streetHouses(scopeId).toSorted((a, b) => inStreetOrder(a.number, b.number))
  const places = all.flatMap(({ id }, index) => (called.includes(id) ? [index] : []))
  return all.slice(Math.min(...places), Math.max(...places) + 1).map(({ id }) => id)
}
