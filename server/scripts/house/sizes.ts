/** Lines as an editor counts them: the last newline begins none. */
export const linesOf = (text: string): number => text.replace(/\n$/, '').split('\n').length

/** The least value that a share of the values does not exceed (nearest rank). */
export function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
}

/** How many of the files lie in each folder itself, widest first. */
export function filesByFolder(paths: string[]): { folder: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const file of paths) {
    const folder = file.slice(0, file.lastIndexOf('/'))
    counts.set(folder, (counts.get(folder) ?? 0) + 1)
  }
  return [...counts].map(([folder, count]) => ({ folder, count })).toSorted((a, b) => b.count - a.count)
}
