import type { Cell } from './call-to-board/benchmark.ts'
import type { Interval } from './stats.ts'

/** At most so many times the floor at the median; a board's own work weighs less the more of them share a frame. */
export const goalP50 = (boards: number): number => (boards < 50 ? 3.5 : boards < 500 ? 2.5 : 1.8)

const ms = (value: number) => value.toFixed(1)
const times = ({ p50, p99 }: Cell['product']) => `${ms(p50)} / ${ms(p99)}`
const ratio = ({ median, low, high }: Interval) =>
  `${median.toFixed(2)} [${low.toFixed(2)}–${high.toFixed(2)}]`
/** Red only when the whole interval is beyond the goal. */
const verdict = ({ low, high }: Interval, goal: number) =>
  `${low > goal ? 'over' : high <= goal ? 'met' : 'open'} (${goal})`

/** Lines of a table: what was measured, product and floor in milliseconds, ratios with goal and verdict. */
export function tableOf(cells: readonly Cell[]): string[] {
  const rows = cells.map((cell) => [
    `${cell.perSecond}/s × ${cell.boards}`,
    times(cell.product),
    ...(cell.before === null ? [] : [times(cell.before)]),
    times(cell.floor),
    `${ratio(cell.ratioP50)} ${verdict(cell.ratioP50, goalP50(cell.boards))}`,
    ...(cell.ratioP50Before === null ? [] : [ratio(cell.ratioP50Before)]),
    ratio(cell.ratioP99),
    [cell.product, cell.before, cell.floor]
      .flatMap((side) => side?.cpuMsPerCall.toFixed(1) ?? [])
      .join(' / '),
    `${cell.product.calls}${cell.product.lost > 0 ? `, ${cell.product.lost} LOST` : ''}`,
  ])
  const hasBefore = cells.some(({ before }) => before !== null)
  const head = [
    'calls × boards',
    'p50 / p99 ms',
    ...(hasBefore ? ['before'] : []),
    'floor',
    'ratio p50 (goal)',
    ...(hasBefore ? ['before'] : []),
    'ratio p99',
    `CPU ms a call${hasBefore ? ', before' : ''}, floor`,
    'calls',
  ]
  const widths = head.map((title, n) => Math.max(title.length, ...rows.map((row) => row[n]?.length ?? 0)))
  const line = (cellsOfRow: readonly string[]) =>
    cellsOfRow.map((cell, n) => cell.padEnd(widths[n] ?? 0)).join('  ')
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)]
}
