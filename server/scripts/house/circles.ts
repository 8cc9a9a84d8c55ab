import type { Import } from './imports.ts'

/** Files that all reach each other, and one way round among them. */
export interface Circle {
  files: string[]
  /** The shortest way from the first file back to it; the first is named once. */
  round: string[]
}

/**
 * Circles of imports, largest first. Types count: they make one thought of the files as values do. An import that
 * runs later does not: a page is loaded by the router that it uses.
 */
export function circlesOf(imports: Import[]): Circle[] {
  const next = new Map<string, string[]>()
  for (const { from, to, kind } of imports) {
    if (kind !== 'later') next.set(from, [...(next.get(from) ?? []), to])
  }
  return knots(next)
    .map((files) => ({ files, round: shortestRound(files, next) }))
    .toSorted((a, b) => b.files.length - a.files.length)
}

/** Strongly connected parts of more than one file (Tarjan 1972). */
function knots(next: Map<string, string[]>): string[][] {
  const order = new Map<string, number>()
  const low = new Map<string, number>()
  const stack: string[] = []
  const onStack = new Set<string>()
  const found: string[][] = []
  const visit = (file: string): number => {
    const index = order.size
    order.set(file, index)
    low.set(file, index)
    stack.push(file)
    onStack.add(file)
    for (const to of next.get(file) ?? []) {
      const reached = order.has(to) ? (onStack.has(to) ? order.get(to) : undefined) : visit(to)
      if (reached !== undefined) low.set(file, Math.min(low.get(file) ?? index, reached))
    }
    const lowest = low.get(file) ?? index
    if (lowest === index) {
      const knot = stack.splice(stack.indexOf(file))
      for (const member of knot) onStack.delete(member)
      if (knot.length > 1) found.push(knot.toSorted())
    }
    return lowest
  }
  for (const file of next.keys()) if (!order.has(file)) visit(file)
  return found
}

function shortestRound(files: string[], next: Map<string, string[]>): string[] {
  const inside = new Set(files)
  return files
    .map((file) => roundFrom(file, inside, next))
    .reduce((best, round) => (round.length < best.length ? round : best))
}

function roundFrom(start: string, inside: Set<string>, next: Map<string, string[]>): string[] {
  const cameFrom = new Map<string, string>()
  const queue = [start]
  for (const file of queue) {
    for (const to of next.get(file) ?? []) {
      if (to === start) return wayBack(file, cameFrom)
      if (!inside.has(to) || cameFrom.has(to)) continue
      cameFrom.set(to, file)
      queue.push(to)
    }
  }
  return [...inside]
}

function wayBack(last: string, cameFrom: Map<string, string>): string[] {
  const way = [last]
  for (let file = cameFrom.get(last); file !== undefined; file = cameFrom.get(file)) way.unshift(file)
  return way
}
