import type { Cell } from './call-to-board/benchmark.ts'
import type { Interval } from './stats.ts'

/** goals.md: at most 1.5 times the floor at the median, twice at p99. */
export const goals = { p50: 1.5, p99: 2 }

const ms = (value: number) => value.toFixed(1)
const ratio = ({ median, low, high }: Interval, goal: number) => {
  // red only when the whole interval is beyond the goal
  const verdict = low > goal ? 'over' : high <= goal ? 'met' : 'open'
  return `${median.toFixed(2)} [${low.toFixed(2)}–${high.toFixed(2)}] ${verdict}`
}

/** Lines of a table: what was measured, product and floor in milliseconds, ratios with goal and verdict. */
export function tableOf(cells: readonly Cell[]): string[] {
  const rows = cells.map(({ perSecond, boards, product, floor, ratioP50, ratioP99 }) => [
    `${perSecond}/s × ${boards}`,
    `${ms(product.p50)} / ${ms(product.p99)}`,
    `${ms(floor.p50)} / ${ms(floor.p99)}`,
    ratio(ratioP50, goals.p50),
    ratio(ratioP99, goals.p99),
    `${product.cpuMsPerCall.toFixed(1)} / ${floor.cpuMsPerCall.toFixed(1)}`,
    `${product.calls}${product.lost > 0 ? `, ${product.lost} LOST` : ''}`,
  ])
  const head = [
    'calls × boards',
    'product p50 / p99 ms',
    'floor p50 / p99 ms',
    `ratio p50 (goal ${goals.p50})`,
    `ratio p99 (goal ${goals.p99})`,
    'CPU ms a call',
    'calls',
  ]
  const widths = head.map((title, n) => Math.max(title.length, ...rows.map((row) => row[n]?.length ?? 0)))
  const line = (cellsOfRow: readonly string[]) =>
    cellsOfRow.map((cell, n) => cell.padEnd(widths[n] ?? 0)).join('  ')
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)]
}
