import { drawn, people } from '../assumptions.ts'
import type { City } from '../city.ts'

export interface BurstPlan {
  calls: number
  /** Seconds of the clock in which the burst grows, and the first calls before it. */
  seconds: number
  first: { calls: number; seconds: number }
  /** More and more often: calls so far ~ t^growth; 1: evenly. */
  growth: number
  /** How many times faster than life people talk, wait and react. */
  scale: number
}

export type Matter = 'shutdown' | 'other' | 'gas'
/** What somebody does who is told of the shutdown. */
export type Reaction = 'joins' | 'hangsUp' | 'leavesMessage' | 'pressesZero' | 'waits'

export interface BurstCaller {
  /** `b-17`: his display name, by which his call is found again, also when the number is hidden. */
  name: string
  /** User part of From; `anonymous` when hidden. */
  number: string
  kind: 'known' | 'unknown' | 'hidden'
  matter: Matter
  /** Milliseconds of the clock after the beginning. */
  dueMs: number
  /** Unknown and hidden numbers: do they press 1 at the question? */
  answersQuestion: boolean
  reaction: Reaction
  /** Seconds of the clock. */
  patience: number
  /** 0…1, for whatever else is drawn of him. */
  chance: number
}

/** In the thick of it: at this part of all calls somebody smells gas. */
const gasAt = 0.6

/** Everybody who calls, in order; each number calls once. */
export function planCallers(plan: BurstPlan, city: City, chance: () => number): BurstCaller[] {
  const known = shuffled(city.concerned, chance)
  const others = shuffled(city.others, chance)
  const gas = Math.round(plan.calls * gasAt)
  return Array.from({ length: plan.calls }, (_, n): BurstCaller => {
    const matter = n === gas ? 'gas' : n > 2 && chance() < people.withAnotherMatter ? 'other' : 'shutdown'
    // those who notice first are residents whom the directory knows, as nearly all are
    const kind = matter === 'shutdown' && n > 2 ? drawnKind(chance()) : 'known'
    return {
      name: `b-${n}`,
      number: numberOf(kind, matter, n, { known, others }),
      kind,
      matter,
      dueMs: dueSeconds(plan, n, chance) * 1000,
      answersQuestion: chance() < people.answersQuestion,
      reaction: drawnReaction(chance()),
      patience: drawn(people.patienceSeconds, chance) / plan.scale,
      chance: chance(),
    }
  }).toSorted((a, b) => a.dueMs - b.dueMs)
}

function dueSeconds({ calls, seconds, first, growth }: BurstPlan, n: number, chance: () => number): number {
  if (n < first.calls) return (n * first.seconds) / first.calls
  const part = (n - first.calls + chance()) / (calls - first.calls)
  return first.seconds + seconds * part ** (1 / growth)
}

function numberOf(
  kind: BurstCaller['kind'],
  matter: Matter,
  n: number,
  { known, others }: { known: string[]; others: string[] },
): string {
  if (kind === 'hidden') return 'anonymous'
  if (kind === 'unknown') return `+7999${String(1_000_000 + n)}`
  const digits = matter === 'other' ? others[n] : known[n]
  if (digits === undefined) throw new Error('the city has fewer numbers than callers')
  return `+${digits}`
}

const drawnKind = (chance: number): BurstCaller['kind'] => {
  if (chance < people.unknownNumber) return 'unknown'
  return chance < people.unknownNumber + people.hiddenNumber ? 'hidden' : 'known'
}

function drawnReaction(chance: number): Reaction {
  let rest = chance
  for (const reaction of ['joins', 'hangsUp', 'leavesMessage', 'pressesZero'] as const) {
    rest -= people.told[reaction]
    if (rest < 0) return reaction
  }
  return 'waits'
}

function shuffled<T>(list: readonly T[], chance: () => number): T[] {
  return list
    .map((one) => ({ one, at: chance() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ one }) => one)
}
