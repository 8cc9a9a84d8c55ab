/** Which of `count` rows of `rowHeight` px are drawn for a viewport: those in sight and `margin` more at both ends. */
export function windowOf(
  count: number,
  rowHeight: number,
  viewport: { top: number; height: number },
  margin = 8,
): { from: number; to: number } {
  if (count <= windowedFrom) return { from: 0, to: count }
  const from = Math.max(0, Math.floor(viewport.top / rowHeight) - margin)
  const to = Math.min(count, Math.ceil((viewport.top + viewport.height) / rowHeight) + margin)
  return { from: Math.min(from, Math.max(0, count - 1)), to: Math.max(to, Math.min(count, from + 1)) }
}

/** Short lists are drawn whole, so that the browser's own search finds every row. */
export const windowedFrom = 200
