/** Letters to change, add, drop or swap (Damerau–Levenshtein, optimal string alignment); `limit` and more is `limit`. */
export function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit
  let [before, last]: number[][] = [[], Array.from({ length: b.length + 1 }, (_none, n) => n)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const swapped =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
          ? (before?.[j - 2] ?? limit) + 1
          : limit
      row.push(
        Math.min(
          (last?.[j] ?? limit) + 1,
          (row[j - 1] ?? limit) + 1,
          (last?.[j - 1] ?? limit) + (a[i - 1] === b[j - 1] ? 0 : 1),
          swapped,
        ),
      )
    }
    ;[before, last] = [last, row]
  }
  return Math.min(last?.[b.length] ?? limit, limit)
}

const isNumber = /^\d/

/** How like a spoken or half typed word is to a word of a name, 0 to 1. Numbers are like nothing but themselves. */
export function likeness(said: string, written: string): number {
  if (said === written) return 1
  if (isNumber.test(said) || isNumber.test(written)) return 0
  if (written.startsWith(said)) return said.length < 3 ? 0.6 : 0.75 + (0.2 * said.length) / written.length
  const length = Math.max(said.length, written.length)
  const allowed = length >= 9 ? 3 : length >= 6 ? 2 : length >= 4 ? 1 : 0
  const far = distance(said, written, allowed + 1)
  if (far <= allowed) return 0.95 - (0.9 * far) / length
  // half typed and misspelt
  const begun = written.slice(0, said.length)
  return said.length >= 5 && distance(said, begun, 2) === 1 ? 0.65 : 0
}
