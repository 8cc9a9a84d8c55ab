/**
 * The order that is shown while somebody points at a row: no row may jump away from under the cursor. Shown ids keep
 * their places, also those that no longer belong (the row says so); what came meanwhile waits and is counted.
 */
export function steadyOrder(
  held: readonly number[] | null,
  wanted: readonly number[],
): { ids: readonly number[]; waiting: number } {
  if (held === null) return { ids: wanted, waiting: 0 }
  const shown = new Set(held)
  return { ids: held, waiting: wanted.filter((id) => !shown.has(id)).length }
}
