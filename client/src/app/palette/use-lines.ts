import { computed, type ComputedRef, type Ref } from 'vue'
import type { Task } from '#contracts/task.ts'
import type { Line } from './line.ts'
import { useCommands } from './lines/commands.ts'
import { usePlaceLines } from './lines/places.ts'
import type { useTaskLines } from './lines/tasks.ts'
import { fit, typedDigits } from './typed.ts'
import type { Found } from './use-found.ts'

const most = { strong: 3, address: 4, task: 4, person: 3, weak: 4, atRest: 9 }

export interface Answer {
  lines: readonly Line[]
  /** Whatever the server finds stands behind the first line: nobody waits for it. */
  isFirstSure: boolean
}

/**
 * All that answers what was typed, the likeliest first. The order depends on the text and on what was found alone, never
 * on which answer came first: Enter on the same text does the same.
 */
export function useLines(
  typed: Ref<string>,
  found: Ref<Found>,
  taskLines: ReturnType<typeof useTaskLines>,
  current: () => Task | null,
): ComputedRef<Answer> {
  const { pages, deeds } = useCommands()
  const places = usePlaceLines()

  function atRest(): Line[] {
    const task = current()
    const moves = task === null ? [] : taskLines.movesAsLines(task)
    return [...moves, ...deeds()].slice(0, most.atRest).concat(pages())
  }
  return computed(() => {
    const text = typed.value.trim()
    if (text === '') return { lines: atRest(), isFirstSure: true }
    const task = current()
    const named = [...(task === null ? [] : taskLines.movesAsLines(task)), ...deeds(), ...pages()]
      .map((line) => ({ line, fits: fit(line.text, text) }))
      .filter(({ fits }) => fits > 0)
    const strong = named.filter(({ fits }) => fits === 2).map(({ line }) => line)
    const weak = named.filter(({ fits }) => fits === 1).map(({ line }) => line)
    const { hits, people, tasks } = found.value
    const here = taskLines.find(text)
    const ids = new Set(here.map(({ id }) => id))
    const older = tasks.map(taskLines.lineOf).filter(({ id }) => !ids.has(id))
    const sure = [...taskLines.findMoves(text), ...strong.slice(0, most.strong)]
    const all = [
      ...sure,
      ...hits.slice(0, most.address).map(places.ofAddress),
      ...[...here, ...older].slice(0, most.task),
      ...(typedDigits(text) === '' ? [] : places.ofNumber(text)),
      ...places.ofPeople(people, most.person),
      ...[...weak, ...strong.slice(most.strong)].slice(0, most.weak),
    ]
    const lines = [...new Map(all.map((line) => [line.id, line])).values()]
    return { lines, isFirstSure: sure.length > 0 }
  })
}
