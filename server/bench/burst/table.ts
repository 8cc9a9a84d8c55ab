import type { BurstRun } from './run.ts'

const share = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${part} (${((100 * part) / whole).toFixed(1)} %)`
const seconds = (value: number | null): string =>
  value === null || Number.isNaN(value) ? '–' : `${value.toFixed(0)} s`

/** What is said of a run, line by line; times are people's. */
export const rows: readonly [string, (run: BurstRun) => string][] = [
  ['calls sent (INVITEs of SIPp)', ({ counted }) => String(counted.sent)],
  ['calls in the log', ({ counted }) => String(counted.inLog)],
  ['lost or doubled', ({ counted }) => String(counted.lost)],
  ['callers whom the shutdown concerns', ({ counted }) => String(counted.concerned)],
  ['– told before the queue, never in it', ({ counted }) => share(counted.deflected, counted.concerned)],
  ['   – of these left a message to hear', ({ counted }) => String(counted.messages)],
  ['– spoke with an operator', ({ counted }) => share(counted.reached, counted.concerned)],
  ['– gave up in the queue', ({ counted }) => share(counted.gaveUp, counted.concerned)],
  ['– in the shutdown’s list', ({ counted }) => share(counted.inList, counted.concerned)],
  ['   – with time and number', ({ counted }) => String(counted.listedWell)],
  ['– in no list at all', ({ counted }) => String(counted.forgotten)],
  ['gas: INVITE to the operator’s voice', ({ counted }) => seconds(counted.gas.wait)],
  ['   – who waited on at that moment', ({ counted }) => String(counted.gas.waiting)],
  ['   – of these since before the gas call', ({ counted }) => String(counted.gas.earlier)],
  ['answered, all others', ({ counted }) => String(counted.answered.count)],
  [
    '– waited, median / 95 %',
    ({ counted: { answered } }) => `${seconds(answered.median)} / ${seconds(answered.p95)}`,
  ],
  ['call-backs to make', ({ counted }) => String(counted.callbacks)],
  ['the run on the clock', ({ lasted }) => seconds(lasted)],
  ['most calls at once', ({ counted }) => String(counted.atOnce)],
]

/** Both runs side by side. */
export function tableOf(without: BurstRun, withIt: BurstRun): string[] {
  const cells = rows.map(([title, of]) => [title, of(without), of(withIt)])
  const all = [['', 'without the announcement', 'with it'], ...cells]
  const widths = [0, 1, 2].map((n) => Math.max(...all.map((row) => row[n]?.length ?? 0)))
  const line = (row: readonly string[]): string =>
    row.map((cell, n) => cell.padEnd(widths[n] ?? 0)).join('  ')
  const [head, ...rest] = all.map(line)
  return [head ?? '', line(widths.map((width) => '-'.repeat(width))), ...rest]
}
