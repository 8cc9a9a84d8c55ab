/**
 * The order that is shown while somebody points at a row: no row may jump away from under the cursor. Shown lines keep
 * their places, and a row that no longer belongs says so until it is `gone`; what came meanwhile waits and is counted.
 * Lines are ids of rows and, as texts, heads of groups.
 */
export function steadyOrder<Line extends number | string>(
  held: readonly Line[] | null,
  wanted: readonly Line[],
  gone: ReadonlySet<Line>,
): { lines: readonly Line[]; waiting: number } {
  if (held === null) return { lines: wanted, waiting: 0 }
  const shown = new Set(held)
  const lines = gone.size === 0 ? held : held.filter((line) => !gone.has(line))
  return { lines, waiting: wanted.filter((line) => typeof line === 'number' && !shown.has(line)).length }
}
