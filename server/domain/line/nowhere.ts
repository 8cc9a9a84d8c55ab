import type { LineSet, LineStep } from '#contracts/line.ts'

/** Why a set of lines cannot be: where it is, as a name that its administrator gave, and a key of the pages' phrases. */
export interface LineProblem {
  problem: 'gone' | 'loop' | 'nowhere' | 'twice' | 'hours'
  name: string
}

type Parts = Pick<LineSet, 'lines' | 'queues' | 'schedules' | 'menus'>

/** The first thing by which callers would be left nowhere, go round and round, or not know which line they are on. */
export function nowhere(set: Parts): LineProblem | null {
  return twice(set) ?? hours(set) ?? gone(set) ?? loop(set) ?? deadEnd(set)
}

function twice({ lines }: Parts): LineProblem | null {
  const seen = new Set<string | null>()
  for (const { digits, name } of lines) {
    if (seen.has(digits)) return { problem: 'twice', name }
    seen.add(digits)
  }
  return null
}

/** Hours that end before they begin are no hours. */
function hours({ schedules }: Parts): LineProblem | null {
  const wrong = schedules.find(({ week, exceptions }) =>
    [...week, ...exceptions.map((one) => one.hours)].flat().some(({ from, to }) => from >= to),
  )
  return wrong ? { problem: 'hours', name: wrong.name } : null
}

/** Every chain of steps with the name of what it is part of. */
function chains({ lines, queues, menus }: Parts): { name: string; steps: readonly LineStep[] }[] {
  return [
    ...lines.flatMap(({ name, byDay, byNight }) => [
      { name, steps: byDay },
      { name, steps: byNight },
    ]),
    ...queues.map(({ name, overflow }) => ({ name, steps: overflow })),
    ...menus.flatMap(({ name, keys, otherwise }) =>
      [...keys.map(({ steps }) => steps), otherwise].map((steps) => ({ name, steps })),
    ),
  ]
}

function gone(set: Parts): LineProblem | null {
  const isGone = (step: LineStep): boolean =>
    (step.kind === 'queue' && !set.queues.some(({ id }) => id === step.queueId)) ||
    (step.kind === 'menu' && !set.menus.some(({ id }) => id === step.menuId))
  const chain = chains(set).find(({ steps }) => steps.some(isGone))
  if (chain) return { problem: 'gone', name: chain.name }
  const line = set.lines.find(
    ({ scheduleId }) => scheduleId !== null && !set.schedules.some(({ id }) => id === scheduleId),
  )
  return line ? { problem: 'gone', name: line.name } : null
}

/** What a step can lead to besides the next one. */
function inner(
  set: Parts,
  step: LineStep,
): { key: string; name: string; chains: (readonly LineStep[])[] } | null {
  if (step.kind === 'queue') {
    const queue = set.queues.find(({ id }) => id === step.queueId)
    return queue ? { key: `queue-${queue.id}`, name: queue.name, chains: [queue.overflow] } : null
  }
  if (step.kind !== 'menu') return null
  const menu = set.menus.find(({ id }) => id === step.menuId)
  if (!menu) return null
  const { id, name, keys, otherwise } = menu
  return { key: `menu-${id}`, name, chains: [...keys.map(({ steps }) => steps), otherwise] }
}

function loop(set: Parts): LineProblem | null {
  const finished = new Set<string>()
  const from = (step: LineStep, above: readonly string[]): LineProblem | null => {
    const found = inner(set, step)
    if (found === null || finished.has(found.key)) return null
    if (above.includes(found.key)) return { problem: 'loop', name: found.name }
    for (const next of found.chains.flat()) {
      const problem = from(next, [...above, found.key])
      if (problem) return problem
    }
    finished.add(found.key)
    return null
  }
  for (const { steps } of chains(set)) {
    for (const step of steps) {
      const problem = from(step, [])
      if (problem) return problem
    }
  }
  return null
}

/** A way that ends by hanging up although nothing was tried that a person could answer, now or later. */
function deadEnd(set: Parts): LineProblem | null {
  const reaches = (steps: readonly LineStep[]): boolean => {
    for (const step of steps) {
      if (step.kind === 'hangUp') return false
      if (step.kind !== 'announcement' && step.kind !== 'menu') return true
      if (step.kind === 'menu') {
        const rest = steps.slice(steps.indexOf(step) + 1)
        return (inner(set, step)?.chains ?? []).every((chain) => reaches([...chain, ...rest]))
      }
    }
    // a call back is promised
    return true
  }
  const line = set.lines.find(({ byDay, byNight }) => !reaches(byDay) || !reaches(byNight))
  return line ? { problem: 'nowhere', name: line.name } : null
}
