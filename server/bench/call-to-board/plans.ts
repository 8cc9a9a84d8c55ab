import type { Plan } from './benchmark.ts'
import { openSocketBoards } from './boards.ts'
import { openPageBoards } from './page-boards.ts'

export const quickPlan: Plan = {
  openBoards: openSocketBoards,
  cells: [
    [10, 50],
    [50, 50],
  ],
  quads: 1,
  seconds: () => 2,
}

export const fullPlan: Plan = {
  openBoards: openSocketBoards,
  cells: [1, 50, 500].flatMap((boards) => [1, 10, 50].map((rate) => [rate, boards] as const)),
  quads: 2,
  seconds: (perSecond) => (perSecond === 1 ? 8 : 4),
}

/** Until a browser has painted the card; one browser is all that one core of load can carry beside its calls. */
export const paintedPlan = (clientDir: string, isQuick: boolean): Plan => ({
  openBoards: openPageBoards,
  clientDir,
  cells: isQuick ? [[5, 1]] : [1, 10].map((rate) => [rate, 1] as const),
  quads: isQuick ? 1 : 3,
  seconds: (perSecond) => (isQuick ? 2 : perSecond === 1 ? 10 : 4),
})
