const most = 2_000

/** The numbers of a list with runs: «1–80», «12а», «1-20, 25, н1»; null when a part is neither. */
export function flatNumbers(text: string): string[] | null {
  const numbers = new Set<string>()
  const parts = text
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  for (const part of parts) {
    const [from, to] = /^(\d+)\s*[-–—]\s*(\d+)$/.exec(part)?.slice(1).map(Number) ?? []
    if (from !== undefined && to !== undefined) {
      if (to < from || to - from >= most) return null
      for (let n = from; n <= to; n++) numbers.add(String(n))
    } else if (/^[\p{L}\d][\p{L}\d/.-]{0,29}$/u.test(part)) {
      numbers.add(part)
    } else {
      return null
    }
  }
  return numbers.size === 0 || numbers.size > most ? null : [...numbers]
}
